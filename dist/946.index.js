export const id = 946;
export const ids = [946];
export const modules = {

/***/ 6117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ compileGlob),
/* harmony export */   Z: () => (/* binding */ compileKeyFilter)
/* harmony export */ });
/**
 * Compiles one glob for keys or tags: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one
 * character. All other characters match themselves, even at the beginning of a name. Matching takes at most the time of
 * comparing every part of the glob with every character.
 *
 * @throws SyntaxError if a set such as `[z-a]` has no meaning
 */
function compileGlob(glob) {
    const tokens = tokensOf(glob);
    return (text) => matches(tokens, text, 'whole');
}
/**
 * Compiles globs for keys: a folder selects everything in it, `!` excludes, and the last glob that matches decides.
 * Empty globs and those that begin with `#` are comments.
 *
 * @throws SyntaxError like {@link compileGlob}
 */
function compileKeyFilter(globs) {
    const rules = globs
        .map((glob) => glob.trim())
        .filter((glob) => glob !== '' && !glob.startsWith('#'))
        .map((glob) => {
        const excludes = glob.startsWith('!');
        const path = (excludes ? glob.slice(1) : glob).replace(/^(\.?\/)+/, '').replace(/(?<!\/)\/+$/, '');
        return { excludes, tokens: tokensOf(path) };
    });
    return (key) => rules.findLast(({ tokens }) => matches(tokens, key, 'folder'))?.excludes === false;
}
function tokensOf(glob) {
    const parts = glob.matchAll(/\*\*\/|\*\*|\*|\?|\[(!|\^)?([^\]]+)\]|./gsu);
    return Array.from(parts, ([text, negated, set]) => {
        if (text === '*' || text === '**' || text === '**/')
            return text;
        if (text === '?')
            return (character) => character !== '/';
        if (set === undefined)
            return (character) => character === text;
        const one = new RegExp(`^[${negated === undefined ? '' : '^/'}${set.replace(/[\\^[]/g, '\\$&')}]$`, 'su');
        return (character) => one.test(character);
    });
}
/**
 * Returns whether the tokens match the complete text or, for `folder`, a folder that it is in. All ways to match are
 * followed together, so the time is bounded by tokens times characters, which a regular expression can exceed.
 */
function matches(tokens, text, extent) {
    if (tokens.length === 0)
        return extent === 'folder' || text === '';
    let places = new Set();
    reach(tokens, 0, places);
    for (const character of text) {
        if (extent === 'folder' && character === '/' && places.has(tokens.length))
            return true;
        const next = new Set();
        for (const place of places) {
            for (const reached of step(tokens, place, character))
                reach(tokens, reached, next);
        }
        places = next;
    }
    return places.has(tokens.length);
}
/** Inside a folder, `**` + `/` cannot be left before the next slash: its state is numbered token + 0.5. */
const HALF = 0.5;
/** Returns the states that a character leads to. */
function step(tokens, place, character) {
    const token = tokens[Math.floor(place)];
    if (token === undefined)
        return [];
    if (token === '*')
        return character === '/' ? [] : [place];
    if (token === '**')
        return [place];
    if (token === '**/') {
        const inside = Math.floor(place) + HALF;
        return character === '/' ? [inside, Math.floor(place) + 1] : [inside];
    }
    return token(character) ? [place + 1] : [];
}
/** Adds a state, and the later ones that need no character. */
function reach(tokens, place, places) {
    for (let at = place; !places.has(at); at += 1) {
        places.add(at);
        const token = tokens[at];
        if (token !== '*' && token !== '**' && token !== '**/')
            return;
    }
}


/***/ }),

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

/***/ 5946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deleteFiles: () => (/* binding */ deleteFiles),
/* harmony export */   downloadFiles: () => (/* binding */ downloadFiles),
/* harmony export */   listFiles: () => (/* binding */ listFiles),
/* harmony export */   uploadFiles: () => (/* binding */ uploadFiles),
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _files_globs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6117);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7730);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2355);
/** The operations on the files of a version. */








const uploadFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'upload-files',
    calls: 'GET; with `incremental`, the list; then S3',
    purpose: 'add files to a draft, which other jobs can fill at the same time',
    target: 'version',
    required: ['path'],
    optional: [..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .scanInputs */ .Ll, ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .transferOutputs */ .Y3],
    run: async (step, { target, path, destination, incremental, 'dry-run': dryRun, ...inputs }, services) => {
        const files = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .scan */ .SQ)(step, services, path, { destination, ...inputs });
        const { planVersion, uploadFiles: upload } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const opened = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openVersion */ .pp)(step, services, target, inputs, 'no files can be added to it');
        const { storage, version, location } = opened;
        const sources = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .findSources */ .Id)(services, opened, target.datasetId, incremental);
        const options = { files, draft: location, sources, destination };
        if (dryRun)
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportDryRun */ .HN)(step, (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .planText */ .Pt)(await planVersion(storage, options, 'among-others'), false), {});
        const result = await upload(storage, options);
        const sent = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .writeTransferOutputs */ .dr)(services, result);
        await step.result({ ...result, manifest: result.manifest.digest });
        step.output(sent);
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .versionFacts */ .iN)(version, sent));
        return {
            outcome: result.uploaded + result.copied > 0 ? 'updated' : files.length > 0 ? 'unchanged' : 'none',
            headline: describeUpload(`draft ${target.describe(version)}`, result),
        };
    },
});
function describeUpload(draft, result) {
    if (result.files === 0)
        return `No files to add to ${draft}`;
    if (result.uploaded + result.copied === 0)
        return `Unchanged: ${draft} already has the ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(result)}`;
    return `Added ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(result)} to ${draft}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .transferText */ .RU)(result)}`;
}
const listFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'list-files',
    calls: 'GET, then S3',
    purpose: 'list the files of a version',
    target: 'version',
    optional: ['path', 'destination', ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, 'count', 'files', 'bytes', 'next-page'],
    check: ({ path = [] }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path = [], destination, ...inputs }, services) => {
        const { listFiles: listStored, measure } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const { storage, location } = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openVersion */ .pp)(step, services, target, inputs);
        const filter = path.length === 0 ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(path);
        const found = await listStored(storage, location, { destination, filter });
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportList */ .p$)(step, {
            noun: 'file',
            pages: [{ items: found, hasMore: false }],
            columns: { File: ({ key }) => key, Bytes: ({ size }) => String(size) },
            outputs: measure(found),
        });
    },
});
const MAX_SHOWN = 100;
const deleteFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'delete-files',
    calls: 'GET, then S3',
    purpose: 'delete the files of a draft that match `path`',
    target: 'version',
    required: ['path'],
    optional: ['destination', ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, 'files', 'bytes'],
    check: ({ path }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path, destination, 'dry-run': dryRun, ...inputs }, services) => {
        const files = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const opened = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openVersion */ .pp)(step, services, target, inputs, 'its files cannot be deleted');
        const { storage, version, location } = opened;
        const found = await files.listFiles(storage, location, { destination, filter: (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(path) });
        const total = files.measure(found);
        step.output(total);
        for (const { key, size } of found.slice(0, MAX_SHOWN))
            step.log.info(`- ${key} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatBytes */ .z3)(size)})`);
        const amount = (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(total);
        const ref = `${target.datasetId}:${version.version}`;
        if (dryRun)
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportDryRun */ .HN)(step, `delete ${amount} from draft ${ref}`, {});
        const keys = found.map(({ key }) => key);
        await files.removeFromManifest(storage, location, keys);
        await files.deleteFiles(storage, location, keys);
        await step.appendResult(keys);
        const draft = `draft ${target.describe(version)}`;
        return found.length > 0
            ? { outcome: 'deleted', headline: `Deleted ${amount} from ${draft}` }
            : { outcome: 'none', headline: `No files of ${draft} match \`path\`` };
    },
});
const downloadFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'download-files',
    calls: 'GET, then S3',
    purpose: 'write the files of a version into the folder `path`',
    target: 'version',
    required: ['path'],
    optional: ['include', 'destination', 'clean', ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, 'files', 'bytes', 'files-unchanged', 'checksums-path', 'cache-key'],
    accepts: { path: 'the folder to write into' },
    check: ({ path, include = [] }) => [
        ...(path.length === 1 ? [] : [{ input: 'path', message: `must be one folder, not ${path.length} lines` }]),
        ...(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .globProblems */ .V$)('include', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(include)),
    ],
    run: async (step, { target, path: [folder = ''], include, destination, clean, ...inputs }, services) => {
        const { checksumsText, planDownload, downloadFiles: download } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const { storage, version, location } = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openVersion */ .pp)(step, services, target, inputs);
        step.output(cacheKey(version, [inputs['storage-prefix'], destination, include ?? []]));
        const filter = include === undefined ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_6__/* .compileKeyFilter */ .Z)(include);
        const { platform } = services;
        const options = { version: location, destination, filter, folder, clean, platform };
        if (inputs['dry-run']) {
            const { files, bytes, extraneous } = await planDownload(storage, options);
            const gone = extraneous.files.length;
            const deletes = gone === 0 ? '' : ` and delete ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatCount */ .B4)(gone, 'other file')}`;
            const would = `download ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)({ files: files.length, bytes })} into ${folder}${deletes}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportDryRun */ .HN)(step, would, { files: files.length, bytes });
        }
        const { checksums, ...result } = await download(storage, options);
        if (result.files === 0 && include !== undefined)
            step.log.warning('No files of the version match `include`');
        await step.result(result);
        const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
        step.output(outputs);
        if (checksums.length > 0) {
            step.output({ 'checksums-path': await services.writeFile('SHA256SUMS', checksumsText(checksums)) });
        }
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .versionFacts */ .iN)(version, outputs));
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
        removed === 0 ? [] : [`${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatCount */ .B4)(removed, 'other file')} deleted`],
    ];
    const amount = all
        ? (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(result)
        : `${downloaded} of ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatBytes */ .z3)(bytes)} in total)`;
    return [amount, ...rest.flat()].join(', ');
}
const verify = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'verify',
    calls: 'GET, then S3',
    purpose: 'compare the files of a version with its manifest, and fail if they differ',
    target: 'version',
    optional: ['depth', 'write-manifest', ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, 'count', 'files', 'bytes'],
    run: async (step, { target, depth, 'write-manifest': writes, 'dry-run': dryRun, ...inputs }, services) => {
        const { AuditError, auditVersion, writeMissingManifest } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const { storage, version, location } = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openVersion */ .pp)(step, services, target, inputs);
        const { differences, ...measured } = await auditVersion(storage, location, depth);
        step.output({ ...measured, count: differences?.length ?? 0 });
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .versionFacts */ .iN)(version, measured));
        const described = `version ${target.describe(version)}`;
        if (differences === undefined) {
            if (!writes)
                throw noManifest(version);
            if (dryRun)
                return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportDryRun */ .HN)(step, `write a manifest for ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(measured)}`, {});
            await writeMissingManifest(storage, location);
            return { outcome: 'updated', headline: `Wrote a manifest for ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(measured)}` };
        }
        await step.appendResult(differences);
        if (differences.length > 0)
            throw new AuditError(`${version.datasetId}:${version.version}`, differences);
        const how = depth === 'full' ? 'SHA-256' : 'size and ETag';
        return { outcome: 'unchanged', headline: `Verified ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .amountText */ .cY)(measured)}, by ${how}` };
    },
});
function noManifest({ datasetId, version }) {
    return new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .fk(`Version ${datasetId}:${version} has no manifest, so its files cannot be verified`, 'Set `write-manifest: true` to read the files once and write a manifest of what is stored now.');
}


/***/ }),

/***/ 6379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FE: () => (/* binding */ describeTags),
/* harmony export */   HN: () => (/* binding */ reportDryRun),
/* harmony export */   PR: () => (/* binding */ SizeSeries),
/* harmony export */   dB: () => (/* binding */ warnIfTagsDiffer),
/* harmony export */   fV: () => (/* binding */ reportVersion),
/* harmony export */   hY: () => (/* binding */ reportDataset),
/* harmony export */   iN: () => (/* binding */ versionFacts),
/* harmony export */   p$: () => (/* binding */ reportList),
/* harmony export */   uQ: () => (/* binding */ describeChange)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7730);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2355);
/** Reports results: as outputs, as the output `result`, and as blocks of the summary. */



/** Reports one dataset: its outputs, the API's response as `result`, and its facts. `done` begins the headline. */
async function reportDataset(step, outcome, done, dataset) {
    step.output((0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .datasetOutputs */ .T0)(dataset));
    await step.summary({
        kind: 'facts',
        facts: [
            ['Dataset', dataset.name ?? '(no name)'],
            ['ID', dataset.id],
            ['Description', dataset.description ?? ''],
            ['Public', dataset.isPublic ? 'yes' : 'no'],
            ['Storage provider', dataset.storageProviderId ?? ''],
            ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(dataset.dtCreated)],
        ],
    });
    await step.result(dataset);
    const { id, name } = dataset;
    return { outcome, headline: `${done} dataset ${name === null ? id : `${name} (${id})`}` };
}
/** Reports one version: its outputs, the API's response as `result`, and its facts. */
async function reportVersion(step, outcome, headline, version, more = {}) {
    step.output({ ...(0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOutputs */ .V7)(version), ...more });
    await step.summary(versionFacts(version, more));
    await step.result(version);
    return { outcome, headline };
}
/** Reports what a dry run would have done, in the infinitive. Sets only outputs that are already known. */
async function reportDryRun(step, would, outputs) {
    step.output(outputs);
    await step.summary({ kind: 'note', text: 'Nothing was changed.' });
    await step.result({ 'dry-run': true, would });
    return { outcome: 'none', headline: `Dry run: would ${would}` };
}
/** Describes a change of fields for a dry run, as `set name to "x" and description to null`. */
function describeChange(fields) {
    const changes = Object.entries(fields).filter(([, value]) => value !== undefined);
    const parts = changes.map(([field, value]) => `${field} to ${JSON.stringify(value)}`);
    return `set ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatList */ .ki)(parts)}`;
}
/** Describes tags, as `` tag `a` ``, `` tags `a`, `b` `` or `no tags`. */
function describeTags(tags) {
    if (tags.length === 0)
        return 'no tags';
    return `${tags.length === 1 ? 'tag' : 'tags'} ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
}
/**
 * Returns the facts of a version, and of the changes to its files. If the step knows the files, the size that
 * the API reports is omitted, because it may be out of date.
 */
function versionFacts(version, { files, bytes, ...outputs } = {}) {
    const count = (value) => (value === undefined ? '' : (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatInteger */ .Sm)(value));
    const facts = [
        ['Reference', `${version.datasetId}:${version.version}`],
        ['State', version.isCommitted ? 'committed' : 'draft'],
        ['Tags', version.tags.join(', ')],
        ['Message', version.message ?? ''],
        ['URL', version.url ?? ''],
        ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(version.dtCreated)],
        ['Files', count(files)],
        ['Size', bytes === undefined ? (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUsage */ .pK)(version.usageBytes) : (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatExactBytes */ .Uv)(bytes)],
        ['Uploaded', count(outputs['files-uploaded'])],
        ['Copied', count(outputs['files-copied'])],
        ['Unchanged', count(outputs['files-unchanged'])],
        ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
    ];
    return { kind: 'facts', facts };
}
const MAX_ROWS = 100;
/** Reports a list. Its items go straight into the result file, so that a long list takes no memory. */
async function reportList(step, { noun, pages, columns, keep = () => true, outputs, sizes }) {
    const rows = [];
    let count = 0;
    let nextPage;
    for await (const page of pages) {
        const kept = page.items.filter(keep);
        count += kept.length;
        rows.push(...kept.slice(0, MAX_ROWS - rows.length).map((item) => Object.values(columns).map((cell) => cell(item))));
        await step.appendResult(kept);
        nextPage = page.nextPage;
    }
    step.output({ ...outputs, count, 'next-page': nextPage ?? '' });
    const table = { kind: 'table', columns: Object.keys(columns), rows, omitted: count - rows.length };
    await step.summary(table, ...(sizes?.chart() ?? []));
    return { outcome: count === 0 ? 'none' : 'found', headline: `Found ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count, noun)}` };
}
/** Fewer bars do not show a trend. */
const MIN_BARS = 3;
/** More bars than this make the chart taller than a screen. */
const MAX_BARS = 20;
/** Mermaid draws labels of this form and length unchanged and without overlap. */
const DRAWABLE_TAG = /^[\w.:+/()-]{1,24}$/;
/** Collects the sizes of committed versions for a chart, and holds at most twice as many as it draws. */
class SizeSeries {
    #bars = [];
    /** Adds a version. Drafts and versions of unknown size are left out. */
    add({ version, tags, dtCreated, usageBytes, isCommitted }) {
        if (!isCommitted || usageBytes === null || !/^\d{1,18}$/.test(usageBytes))
            return;
        this.#bars.push({ version, tags, dtCreated, bytes: Number(usageBytes) });
        if (this.#bars.length > 2 * MAX_BARS)
            this.#keepNewest();
    }
    /** Returns the chart of the newest versions, the newest first as in a list, or nothing for fewer than three. */
    chart() {
        this.#keepNewest();
        if (this.#bars.length < MIN_BARS)
            return [];
        const { unit, factor } = unitFor(Math.max(...this.#bars.map(({ bytes }) => bytes)));
        return [
            {
                kind: 'chart',
                title: 'Size of versions',
                unit,
                labels: labelsOf(this.#bars),
                values: this.#bars.map(({ bytes }) => Number((bytes / factor).toFixed(3))),
            },
        ];
    }
    #keepNewest() {
        this.#bars.sort((a, b) => Date.parse(b.dtCreated) - Date.parse(a.dtCreated));
        this.#bars = this.#bars.slice(0, MAX_BARS);
    }
}
/** Returns a tag for each version, else its ID. No label occurs twice: Mermaid draws bars of one label as one bar. */
function labelsOf(bars) {
    const taken = new Set(bars.map(({ version }) => version));
    return bars.map(({ version, tags }) => {
        const label = tags.find((tag) => DRAWABLE_TAG.test(tag) && !taken.has(tag)) ?? version;
        taken.add(label);
        return label;
    });
}
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, index) => ({ unit, factor: 1024 ** (index + 1) }));
function unitFor(bytes) {
    return UNITS.findLast(({ factor }) => bytes >= factor) ?? { unit: 'bytes', factor: 1 };
}
/** Warns if the API reports tags other than those that were sent. */
function warnIfTagsDiffer(log, version, wanted) {
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(new Set(version.tags), new Set(wanted)))
        return;
    log.warning(`Version ${version.datasetId}:${version.version} should have ${describeTags(wanted)}, but the API reports ${describeTags(version.tags)}`);
}


/***/ })

};
