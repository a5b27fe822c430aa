export const id = 627;
export const ids = [627];
export const modules = {

/***/ 1627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   downloadFiles: () => (/* binding */ downloadFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _files_globs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6117);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7730);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2355);







const downloadFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_2__/* .defineOperation */ .h9)({
    name: 'download-files',
    calls: 'GET, then S3',
    purpose: 'write the files of a version into the folder `path`',
    target: 'version',
    required: ['path'],
    optional: ['include', 'destination', 'clean', ..._access_js__WEBPACK_IMPORTED_MODULE_1__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_4__/* .versionOutputNames */ .CX, 'files', 'bytes', 'files-unchanged', 'checksums-path', 'cache-key'],
    accepts: { path: 'the folder to write into' },
    check: ({ path, include = [] }) => [
        ...(path.length === 1 ? [] : [{ input: 'path', message: `must be one folder, not ${path.length} lines` }]),
        ...(0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .globProblems */ .V$)('include', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_5__/* .compileKeyFilter */ .Z)(include)),
    ],
    run: async (step, { target, path: [folder = ''], include, destination, clean, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .openFiles */ .Km)(services, inputs);
        const { checksumsText, planDownload, downloadFiles: download } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
        const version = await target.read();
        const selection = [inputs['storage-prefix'], destination, include ?? []];
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_4__/* .versionOutputs */ .V7)(version), ...cacheKey(version, selection) });
        const filter = include === undefined ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_5__/* .compileKeyFilter */ .Z)(include);
        const { platform } = services;
        const options = { version: access.locate(version), destination, filter, folder, clean, platform };
        if (inputs['dry-run']) {
            const { files, bytes, extraneous } = await planDownload(access.storage, options);
            const gone = extraneous.files.length;
            const deletes = gone === 0 ? '' : ` and delete ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(gone, 'other file')}`;
            const would = `download ${(0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .amountText */ .cY)({ files: files.length, bytes })} into ${folder}${deletes}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .reportDryRun */ .HN)(step, would, { files: files.length, bytes });
        }
        const { checksums, ...result } = await download(access.storage, options);
        if (result.files === 0 && include !== undefined)
            step.log.warning('No files of the version match `include`');
        await step.result(result);
        const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
        step.output(outputs);
        if (checksums.length > 0) {
            step.output({ 'checksums-path': await services.writeFile('SHA256SUMS', checksumsText(checksums)) });
        }
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .versionFacts */ .iN)(version, outputs));
        return {
            outcome: result.files > 0 ? 'found' : 'none',
            headline: `Downloaded version ${target.describe(version)}: ${downloadText(result)}`,
        };
    },
});
/**
 * Returns a key for a cache of the selected files. A draft has none, because its files may change. The key holds
 * no comma, which actions/cache refuses.
 */
function cacheKey({ datasetId, version, isCommitted }, selection) {
    if (!isCommitted)
        return {};
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(selection)).digest('hex').slice(0, 16);
    return { 'cache-key': `paperspace-${datasetId}-${version}-${digest}` };
}
/** Describes what a download did: `3 of 5 files (1.2 GiB in total), 2 unchanged`. */
function downloadText(result) {
    const { files, bytes, downloaded, unchanged, removed } = result;
    const all = unchanged === 0;
    const rest = [
        all ? [] : [`${unchanged} unchanged`],
        removed === 0 ? [] : [`${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(removed, 'other file')} deleted`],
    ];
    const amount = all
        ? (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .amountText */ .cY)(result)
        : `${downloaded} of ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(bytes)} in total)`;
    return [amount, ...rest.flat()].join(', ');
}


/***/ })

};
