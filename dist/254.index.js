export const id = 254;
export const ids = [254];
export const modules = {

/***/ 8367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ storageInputs),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Km: () => (/* binding */ openFiles),
/* harmony export */   Ll: () => (/* binding */ scanInputs),
/* harmony export */   Pt: () => (/* binding */ planText),
/* harmony export */   RU: () => (/* binding */ transferText),
/* harmony export */   SQ: () => (/* binding */ scan),
/* harmony export */   V$: () => (/* binding */ globProblems),
/* harmony export */   Y3: () => (/* binding */ transferOutputs),
/* harmony export */   cY: () => (/* binding */ amountText),
/* harmony export */   dr: () => (/* binding */ writeTransferOutputs),
/* harmony export */   pp: () => (/* binding */ openVersion)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2405);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1467);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2355);






/** The inputs of operations that access the storage. */
const storageInputs = [
    's3-endpoint',
    's3-region',
    'storage-prefix',
    'concurrency',
];
/** The inputs of operations that read local files, in addition to `path`. */
const scanInputs = [
    'destination',
    'if-no-files-found',
    'include-hidden-files',
    'incremental',
];
/** The outputs of operations that send files. */
const transferOutputs = [
    'files',
    'bytes',
    'files-uploaded',
    'files-copied',
    'files-unchanged',
    'manifest-path',
    'manifest-digest',
    'checksums-path',
];
/** Opens the storage. Sends nothing yet. */
async function openFiles(services, inputs) {
    const { locateVersion } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const storage = await services.openStorage(inputs);
    return { storage, locate: ({ url }) => locateVersion(url, inputs['storage-prefix']) };
}
/**
 * Opens the storage, reads the version, and sets its outputs.
 *
 * @param refusal why a committed version is refused, as the end of a sentence; undefined accepts one
 * @throws RefusedError if the version is committed and must not be
 */
async function openVersion(step, services, target, inputs, refusal) {
    const access = await openFiles(services, inputs);
    const version = await target.read();
    if (version.isCommitted && refusal !== undefined) {
        throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(`Version ${version.datasetId}:${version.version} is committed, so ${refusal}`, 'Create a new version, or take a snapshot.');
    }
    step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_4__/* .versionOutputs */ .V7)(version) });
    return { ...access, version, location: access.locate(version) };
}
/** Returns the problems with the globs of an input, found by compiling them. */
function globProblems(input, compile) {
    try {
        compile();
        return [];
    }
    catch (error) {
        return [{ input, message: `contains an invalid glob: ${(0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` }];
    }
}
/**
 * Finds the files that `path` selects.
 *
 * @throws InputError if there are none and `if-no-files-found` does not allow that
 */
async function scan({ log }, services, path, inputs) {
    const { files, explainNoMatch } = await services.scan({
        patterns: path.join('\n'),
        includeHiddenFiles: inputs['include-hidden-files'],
        destination: inputs.destination,
    });
    if (files.length > 0) {
        const { measure } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        log.info(`Found ${amountText(measure(files))}`);
        return files;
    }
    if (inputs['if-no-files-found'] === 'ignore')
        return files;
    const message = `matches no files (${path.join(', ')}). ${await explainNoMatch()}`;
    if (inputs['if-no-files-found'] === 'error')
        throw new _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz([{ input: 'path', message }]);
    log.warning(`Input \`path\` ${message}`);
    return files;
}
/**
 * Returns the versions that unchanged files can be copied from: the newest committed one, or none if `incremental` is
 * false or no version is committed.
 */
async function findSources({ paperspace }, access, datasetId, incremental) {
    if (!incremental)
        return [];
    const { StorageUrlError } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    try {
        return [access.locate(await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__/* .latestVersion */ .qD)(paperspace, datasetId))];
    }
    catch (error) {
        if (error instanceof _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NotFoundError */ .m_ || error instanceof StorageUrlError)
            return [];
        throw error;
    }
}
/** Writes the manifest and the SHA256SUMS file of a transfer, and returns the outputs. */
async function writeTransferOutputs({ writeFile }, result) {
    const { files, bytes, uploaded, copied, unchanged, manifest } = result;
    const { checksumsText, manifestText } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    return {
        files,
        bytes,
        'files-uploaded': uploaded,
        'files-copied': copied,
        'files-unchanged': unchanged,
        'manifest-path': await writeFile('manifest.jsonl', manifestText(manifest.entries)),
        'manifest-digest': manifest.digest,
        'checksums-path': await writeFile('SHA256SUMS', checksumsText(manifest.entries)),
    };
}
/** Describes a number of files and their size: `2 files (1.2 GiB)`. */
function amountText({ files, bytes }) {
    return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(bytes)})`;
}
/** Describes the result and speed of a transfer: `1 uploaded, 0 copied, 2 unchanged in 12 s (45.0 MiB/s)`. */
function transferText({ uploaded, copied, unchanged, removed, ...result }) {
    const gone = removed === 0 ? '' : `, ${removed} removed`;
    const { listing, transferring, verifying } = result.durations;
    const took = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatDuration */ .a3)(listing + transferring + verifying);
    const rate = result.uploadedBytes > 0 && transferring > 0
        ? ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)((1000 * result.uploadedBytes) / transferring)}/s)`
        : '';
    return `${uploaded} uploaded, ${copied} copied, ${unchanged} unchanged${gone} in ${took}${rate}`;
}
/** Describes in one line what a plan would do. */
function planText({ files, extraneous }, removes) {
    const count = (action) => files.filter((file) => file.action === action).length;
    const gone = removes && extraneous.length > 0 ? ` and remove ${extraneous.length}` : '';
    return `upload ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(count('uploaded'), 'file')}, copy ${count('copied')}, leave ${count('unchanged')} unchanged${gone}`;
}


/***/ }),

/***/ 3254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   changeBlocks: () => (/* binding */ changeBlocks),
/* harmony export */   changeTables: () => (/* binding */ changeTables),
/* harmony export */   changeText: () => (/* binding */ changeText),
/* harmony export */   diff: () => (/* binding */ diff),
/* harmony export */   hasNoChanges: () => (/* binding */ hasNoChanges)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2405);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5704);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2355);





const diffInputs = [
    'against',
    'path',
    'destination',
    'if-no-files-found',
    'include-hidden-files',
    ..._access_js__WEBPACK_IMPORTED_MODULE_1__/* .storageInputs */ .Fd,
    'comment',
    'github-token',
    'job-index',
];
const diff = (0,_operation_js__WEBPACK_IMPORTED_MODULE_2__/* .defineOperation */ .h9)({
    name: 'diff',
    calls: 'GET; with `against`, a second GET; without `against` and `path`, the list; then S3',
    purpose: 'show what changed between two versions, or between a version and the files of `path`',
    target: 'version',
    optional: diffInputs,
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputNames */ .CX, 'added', 'changed', 'removed', 'renamed', 'compared-by'],
    check: ({ against, path }) => against === undefined || path === undefined
        ? []
        : [{ input: 'against', message: 'cannot be combined with `path`: `dataset` is the version to compare with' }],
    run: (step, { target, ...inputs }, services) => compareAndReport({ step, services, target }, inputs),
});
const MAX_LINES = 100;
/** Compares, and reports in the result, the outputs, the summary and the comment on the pull request. */
async function compareAndReport({ step, services, target }, inputs) {
    const opened = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .openVersion */ .pp)(step, services, target, inputs);
    const comparison = { step, services, target, opened };
    const { summary, subject } = await (inputs.path === undefined
        ? compareWithEarlier(comparison, inputs)
        : compareWithPath(comparison, inputs.path, inputs));
    step.output(changeOutputs(summary));
    const blocks = changeBlocks(summary);
    await step.summary(...blocks);
    const headline = `${subject}: ${changeText(summary)}`;
    const { comment, 'github-token': token, 'job-index': jobIndex } = inputs;
    if (comment)
        await services.updateComment({ token, jobIndex, headline, blocks });
    return { outcome: hasNoChanges(summary) ? 'unchanged' : 'changed', headline };
}
async function compareWithEarlier({ step, services, target, opened }, { against, destination }) {
    const { compareVersions } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const { storage, version } = opened;
    const earlier = await versionToCompare(services.paperspace, version, against);
    const before = earlier === undefined ? undefined : compared(opened, earlier);
    const options = { destination, onChange: changeReporter(step) };
    const summary = await compareVersions(storage, before, compared(opened, version), options);
    const name = `version ${target.describe(version)}`;
    if (earlier === undefined)
        return { summary, subject: `All files of ${name} (no earlier version)` };
    return { summary, subject: `From version ${target.describe(earlier)} to ${name}` };
}
async function compareWithPath({ step, services, target, opened }, path, inputs) {
    const { compareWithLocalFiles } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const files = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .scan */ .SQ)(step, services, path, inputs);
    const options = { destination: inputs.destination, onChange: changeReporter(step) };
    const { storage, version } = opened;
    const summary = await compareWithLocalFiles(storage, compared(opened, version), files, options);
    return { summary, subject: `From version ${target.describe(version)} to the files of \`path\`` };
}
function compared({ locate }, version) {
    return { location: locate(version), isCommitted: version.isCommitted };
}
function changeReporter(step) {
    let lines = 0;
    return async (change) => {
        lines += 1;
        if (lines <= MAX_LINES)
            step.log.info(`- ${changeLine(change)}`);
        if (lines === MAX_LINES + 1)
            step.log.info('- and more: see the output result-path');
        await step.appendResult([change]);
    };
}
/** Reads the version that `against` names; without it, the newest committed version before this one, if any. */
async function versionToCompare(paperspace, version, against) {
    if (against !== undefined)
        return (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .readVersion */ .$4)(paperspace, version.datasetId, against);
    let isOlder = false;
    for await (const other of (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .newestVersions */ .aH)(paperspace, version.datasetId)) {
        if (other.version === version.version)
            isOlder = true;
        // The list may omit drafts.
        else if (other.isCommitted && (isOlder || Date.parse(other.dtCreated) < Date.parse(version.dtCreated)))
            return other;
    }
    return undefined;
}
function changeOutputs({ added, changed, removed, renamed, basis }) {
    return {
        added: added.files,
        changed: changed.files,
        removed: removed.files,
        renamed: renamed.files,
        'compared-by': basis,
    };
}
const kinds = [
    ['added', 'Added'],
    ['changed', 'Changed'],
    ['removed', 'Removed'],
    ['renamed', 'Renamed'],
];
function hasNoChanges(summary) {
    return kinds.every(([kind]) => summary[kind].files === 0);
}
/** Returns the counts in one line, such as `3 files added, 1 file renamed`, or with sizes `3 files added (1.2 GiB)`. */
function changeText(summary, { withSizes = false } = {}) {
    const counts = kinds
        .filter(([kind]) => summary[kind].files > 0)
        .map(([kind]) => {
        const { files, bytes } = summary[kind];
        return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(files, 'file')} ${kind}${withSizes ? ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(bytes)})` : ''}`;
    });
    return counts.length === 0 ? 'no changes' : counts.join(', ');
}
/** Returns one change in one line, such as `renamed a.txt -> b.txt (1.2 GiB)`. */
function changeLine(change) {
    return `${change.change} ${pathText(change)} (${sizeText(change)})`;
}
function pathText(change) {
    return change.change === 'renamed' ? `${change.previousKey} -> ${change.key}` : change.key;
}
function sizeText(change) {
    const size = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(change.size);
    return change.change === 'changed' ? `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(change.previousSize)} -> ${size}` : size;
}
const basisTexts = {
    sha256: 'Compared by SHA-256.',
    'size-and-etag': 'Compared by size and ETag, because no file has a known SHA-256 on both sides: renamed files may count as added and removed.',
    mixed: 'Compared by SHA-256 where it is known on both sides, and otherwise by size and ETag.',
};
/** Returns the changes for a summary or comment: the counts with sizes, the ten largest changes, and the basis. */
function changeBlocks(summary) {
    const { basis, renamesLimited } = summary;
    const limited = 'Too many files were added and removed to detect every renamed file. Some renamed files count as added and removed.';
    return [
        ...changeTables(summary, 'Changes'),
        { kind: 'note', text: basisTexts[basis] },
        ...(renamesLimited ? [{ kind: 'note', text: limited }] : []),
    ];
}
/** Returns the counts with their sizes, and the ten largest changes by name with the number of the others. */
function changeTables(summary, caption) {
    const { before, after, largest } = summary;
    const row = (label, { files, bytes }) => [
        label,
        (0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatInteger */ .Sm)(files),
        (0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(bytes),
    ];
    const counts = [
        ...kinds.filter(([kind]) => summary[kind].files > 0).map(([kind, label]) => row(label, summary[kind])),
        row('Total before', before),
        row('Total now', after),
    ];
    const others = kinds.reduce((sum, [kind]) => sum + summary[kind].files, 0) - largest.length;
    const rest = others > 0 ? [['', `and ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(others, 'more change')}`, '']] : [];
    return [
        { kind: 'table', caption, columns: ['Change', 'Files', 'Size'], rows: counts, omitted: 0 },
        {
            kind: 'table',
            caption: 'Largest changes',
            columns: ['Change', 'File', 'Size'],
            rows: [...largest.map((change) => [change.change, pathText(change), sizeText(change)]), ...rest],
            omitted: 0,
        },
    ];
}


/***/ })

};
