export const id = 583;
export const ids = [583];
export const modules = {

/***/ 1583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deleteFiles: () => (/* binding */ deleteFiles),
/* harmony export */   listFiles: () => (/* binding */ listFiles)
/* harmony export */ });
/* harmony import */ var _files_globs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6117);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7730);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2355);
/** Lists and deletes the files of a version. */






const listFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_1__/* .defineOperation */ .h9)({
    name: 'list-files',
    calls: 'GET, then S3',
    purpose: 'list the files of a version',
    target: 'version',
    optional: ['path', 'destination', ..._access_js__WEBPACK_IMPORTED_MODULE_0__/* .storageInputs */ .Fd],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputNames */ .CX, 'count', 'files', 'bytes', 'next-page'],
    check: ({ path = [] }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_4__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path = [], destination, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .openFiles */ .Km)(services, inputs);
        const { listFiles: listStored } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
        const version = await target.read();
        const filter = path.length === 0 ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_4__/* .compileKeyFilter */ .Z)(path);
        const found = await listStored(access.storage, access.locate(version), { destination, filter });
        const bytes = found.reduce((sum, { size }) => sum + size, 0);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .reportList */ .p$)(step, {
            noun: 'file',
            pages: [{ items: found, hasMore: false }],
            columns: { File: ({ key }) => key, Bytes: ({ size }) => String(size) },
            outputs: { ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputs */ .V7)(version), files: found.length, bytes },
        });
    },
});
const MAX_SHOWN = 100;
const deleteFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_1__/* .defineOperation */ .h9)({
    name: 'delete-files',
    calls: 'GET, then S3',
    purpose: 'delete the files of a draft that match `path`',
    target: 'version',
    required: ['path'],
    optional: ['destination', ..._access_js__WEBPACK_IMPORTED_MODULE_0__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputNames */ .CX, 'files', 'bytes'],
    check: ({ path }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_4__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path, destination, 'dry-run': dryRun, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .openFiles */ .Km)(services, inputs);
        const { listFiles, deleteFiles: deleteKeys, removeFromManifest } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
        const version = await target.read();
        (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseCommitted */ .T1)(version, 'its files cannot be deleted');
        const location = access.locate(version);
        const filter = (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_4__/* .compileKeyFilter */ .Z)(path);
        const found = await listFiles(access.storage, location, { destination, filter });
        const bytes = found.reduce((sum, { size }) => sum + size, 0);
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputs */ .V7)(version), files: found.length, bytes });
        for (const { key, size } of found.slice(0, MAX_SHOWN))
            step.log.info(`- ${key} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(size)})`);
        const amount = (0,_access_js__WEBPACK_IMPORTED_MODULE_0__/* .amountText */ .cY)({ files: found.length, bytes });
        const ref = `${target.datasetId}:${version.version}`;
        if (dryRun)
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .reportDryRun */ .HN)(step, `delete ${amount} from draft ${ref}`, {});
        const keys = found.map(({ key }) => key);
        await removeFromManifest(access.storage, location, keys);
        await deleteKeys(access.storage, location, keys);
        await step.appendResult(keys);
        const draft = `draft ${target.describe(version)}`;
        return found.length > 0
            ? { outcome: 'deleted', headline: `Deleted ${amount} from ${draft}` }
            : { outcome: 'none', headline: `No files of ${draft} match \`path\`` };
    },
});


/***/ })

};
