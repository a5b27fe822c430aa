export const id = 416;
export const ids = [416];
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

/***/ 416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commit: () => (/* binding */ commit)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9843);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2355);







const commit = (0,_operation_js__WEBPACK_IMPORTED_MODULE_3__/* .defineOperation */ .h9)({
    name: 'commit',
    calls: '`PUT /datasets/{id}/versions/{version}`; with access to the storage, GET and S3 first',
    purpose: 'make a version immutable and tag it in the same call; succeeds if it is already committed',
    target: 'version',
    optional: ['tags', 'expect-files', 'expect-bytes', ..._access_js__WEBPACK_IMPORTED_MODULE_2__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOutputNames */ .CX, 'files', 'bytes'],
    run: async (step, { target, tags, 'dry-run': dryRun, ...inputs }, services) => {
        const { paperspace } = services;
        const { datasetId } = target;
        const read = usesStorage(services, inputs) ? await target.read() : undefined;
        const files = read === undefined ? NO_FILES : await prepareFiles(step, services, read, inputs);
        const outputs = { ...target.outputs, ...files.outputs };
        if (dryRun) {
            const tagged = tags === undefined ? '' : ` with ${(0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .describeTags */ .FE)(tags)}`;
            const ref = read === undefined ? target.ref : `${datasetId}:${read.version}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportDryRun */ .HN)(step, `commit version ${ref}${tagged}`, outputs);
        }
        await files.writeManifest();
        const commitId = (versionId) => (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_1__/* .commitVersion */ .WO)(paperspace, datasetId, versionId, { tags });
        const { version, already } = await (read === undefined ? target.withId(commitId) : commitId(read.version));
        if (tags !== undefined)
            (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .warnIfTagsDiffer */ .dB)(step.log, version, tags);
        const headline = already
            ? `Version ${target.describe(version)} was already committed`
            : `Committed version ${target.describe(version)}`;
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportVersion */ .fV)(step, already ? 'unchanged' : 'updated', headline, version, outputs);
    },
});
function hasExpectations(inputs) {
    return inputs['expect-files'] !== undefined || inputs['expect-bytes'] !== undefined;
}
/** If the inputs do not involve the storage, a commit is one call of the API. */
function usesStorage({ hasStorageCredentials }, inputs) {
    return hasExpectations(inputs) || inputs['s3-endpoint'] !== undefined || hasStorageCredentials;
}
const NO_FILES = { outputs: {}, writeManifest: async () => undefined };
/**
 * Checks the files of a version and finds the manifests that upload jobs left. If the inputs do not mention the
 * files, the storage is optional: a failure there causes only a warning.
 *
 * @throws RefusedError if the version does not hold the expected files
 */
async function prepareFiles(step, services, read, inputs) {
    if (hasExpectations(inputs)) {
        const { listFiles } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openFiles */ .Km)(services, inputs);
        const objects = await listFiles(access.storage, access.locate(read));
        const outputs = await checkExpected(read, objects, inputs);
        return { outputs, writeManifest: await findManifests(step, access, read, objects) };
    }
    if (read.isCommitted || !read.url?.startsWith('s3://'))
        return NO_FILES;
    const attempt = async (work) => {
        try {
            return await work();
        }
        catch (error) {
            if (services.signal.aborted || !(error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
                throw error;
            const reason = `the manifests of the \`upload-files\` steps could not be merged: ${error.message}`;
            step.log.warning(`Version ${read.datasetId}:${read.version} will have no manifest because ${reason}`);
            return undefined;
        }
    };
    const write = await attempt(async () => findManifests(step, await (0,_access_js__WEBPACK_IMPORTED_MODULE_2__/* .openFiles */ .Km)(services, inputs), read));
    return { outputs: {}, writeManifest: async () => attempt(async () => write?.()) };
}
/** Compares the files of a version with the expected ones. */
async function checkExpected(version, objects, inputs) {
    const { measure } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const { files, bytes } = measure(objects);
    const { 'expect-files': expectedFiles = files, 'expect-bytes': expectedBytes = bytes } = inputs;
    const wrong = [
        expectedFiles === files ? [] : [`${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(files, 'file')} instead of ${expectedFiles}`],
        expectedBytes === bytes ? [] : [`${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(bytes, 'byte')} instead of ${expectedBytes}`],
    ].flat();
    if (wrong.length === 0)
        return { files, bytes };
    const ref = `${version.datasetId}:${version.version}`;
    const state = version.isCommitted ? 'is already committed, but' : 'was not committed because it';
    throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(`Version ${ref} ${state} has ${wrong.join(' and ')}`, 'Check the jobs that upload files: one may have failed or uploaded different files.');
}
/** Finds the manifests that upload jobs left next to a draft, and returns a function that merges them. */
async function findManifests(step, { storage, locate }, version, objects) {
    const { listFiles, listManifestParts, mergeManifestParts } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const location = locate(version);
    const parts = version.isCommitted ? [] : await listManifestParts(storage, location);
    return async () => {
        if (parts.length === 0)
            return;
        const stored = objects ?? (await listFiles(storage, location));
        const unknown = await mergeManifestParts(storage, location, parts, stored);
        step.log.info(`Merged ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(parts.length, 'manifest')} from \`upload-files\` steps`);
        if (unknown.length > 0) {
            step.log.warning(`The manifest omits ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(unknown.length, 'file')} that no \`upload-files\` step uploaded, so downloads cannot verify the SHA-256 of every file. The first is ${JSON.stringify(unknown[0])}`);
        }
    };
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


/***/ }),

/***/ 9843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D5: () => (/* binding */ removeExtraDrafts),
/* harmony export */   JE: () => (/* binding */ addTags),
/* harmony export */   KC: () => (/* binding */ union),
/* harmony export */   Rc: () => (/* binding */ sharedTags),
/* harmony export */   WO: () => (/* binding */ commitVersion),
/* harmony export */   Ys: () => (/* binding */ missingTags),
/* harmony export */   bI: () => (/* binding */ removeVersion),
/* harmony export */   hX: () => (/* binding */ describeHolders),
/* harmony export */   jf: () => (/* binding */ commitWithTags),
/* harmony export */   kM: () => (/* binding */ otherThan),
/* harmony export */   o4: () => (/* binding */ removeFromOthers),
/* harmony export */   ue: () => (/* binding */ readHolders)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _confirm_change_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(608);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2548);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2405);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4392);
/** Changes of versions that take several calls: commits, deletions of drafts, and tags that move. */





/**
 * Commits a version and sets its tags in one request. If the API refuses but the version turns out to be committed,
 * returns it with `already: true`, after adding the tags that it lacks.
 */
async function commitVersion(paperspace, datasetId, versionId, { tags, metadata }) {
    try {
        const change = { isCommitted: true, tags, metadata };
        return { version: await paperspace.updateVersion(datasetId, versionId, change), already: false };
    }
    catch (error) {
        if (!isConflict(error))
            throw error;
        const read = await paperspace.getVersion(datasetId, versionId);
        if (!read.isCommitted)
            throw error;
        const complete = tags === undefined || tags.every((tag) => read.tags.includes(tag));
        const version = complete ? read : await paperspace.updateVersion(datasetId, versionId, { tags });
        return { version, already: true };
    }
}
/** The reference does not document the status of a second commit, so every 4xx counts unless it has another meaning. */
function isConflict(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .PaperspaceError */ .J2) || error.problem.kind !== 'refused')
        return false;
    const { status } = error.problem;
    return status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status);
}
/** Deletes a version and logs the reason. Succeeds if another process has already deleted it. */
async function removeVersion({ paperspace, log }, version, reason) {
    try {
        await paperspace.deleteVersion(version.datasetId, version.version);
        log.info(`Deleted ${version.isCommitted ? 'version' : 'draft'} ${(0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .refOf */ .H8)(version)}: ${reason}`);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(error, 404))
            throw error;
    }
}
/**
 * Deletes the extra drafts of a create request that was sent more than once because its response was lost. A delayed
 * request may still create another draft afterwards, so a snapshot checks again after its commit.
 */
async function removeExtraDrafts(dependencies, kept, attempt) {
    const { paperspace, log } = dependencies;
    const extra = await (0,_confirm_change_js__WEBPACK_IMPORTED_MODULE_1__/* .versionsByAttempt */ .EK)(paperspace, kept.datasetId, attempt);
    if (!extra.some(({ version }) => version === kept.version)) {
        log.warning(`The response to the request that created version ${(0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .refOf */ .H8)(kept)} was lost, and the API's lists omit drafts. A second draft with \`metadata.snapshot.attempt\` ${attempt} may exist`);
    }
    for (const draft of extra) {
        if (draft.version === kept.version || draft.isCommitted)
            continue;
        await removeVersion(dependencies, draft, 'it was created by a request whose response was lost');
    }
}
/** Returns every version that holds one of the tags. Sends one request per tag, concurrently. */
async function readHolders(paperspace, datasetId, tags) {
    const found = await Promise.all(tags.map((tag) => (0,_references_js__WEBPACK_IMPORTED_MODULE_3__/* .holdersOf */ .pW)(paperspace, datasetId, tag)));
    return [...new Map(found.flat().map((holder) => [holder.version, holder])).values()];
}
/**
 * Commits a draft and adds tags in one request. If the API refuses that because other versions hold some of the tags,
 * commits without these.
 */
async function commitWithTags(paperspace, draft, change) {
    const { datasetId, version } = draft;
    const commit = (tags) => commitVersion(paperspace, datasetId, version, { ...change, tags: tags.length > 0 ? tags : undefined });
    const all = union(draft.tags, change.tags ?? []);
    try {
        await commit(all);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(error, 409))
            throw error;
        const holders = otherThan(draft, await readHolders(paperspace, datasetId, all));
        if (holders.length === 0)
            throw error;
        const held = holders.flatMap(({ tags }) => tags);
        await commit(missingTags(all, held));
    }
}
/**
 * Adds tags to a version, and moves them if other versions hold them. Returns the same object if it lacks none.
 *
 * Sends one PUT if the API moves tags by itself. If the API refuses with a 409 because other versions hold the tags,
 * removes and sets them one by one: if the process dies halfway, at most one tag is on no version, and calling this
 * function again completes the move.
 *
 * @throws PaperspaceError the 409, if another process sets a tag in the meantime
 * @throws RefusedError if the API cannot move or remove a tag, or reports afterwards that one is missing
 */
async function addTags(dependencies, before, tags) {
    const { paperspace } = dependencies;
    const { datasetId, version } = before;
    const missing = missingTags(tags, before.tags);
    if (missing.length === 0)
        return before;
    const put = async (all) => complete(await paperspace.updateVersion(datasetId, version, { tags: all }), all);
    try {
        return await put(union(before.tags, tags));
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(error, 409))
            throw error;
    }
    let current = before;
    for (const tag of missing) {
        const stuck = await removeFromOthers(dependencies, before, [tag], await readHolders(paperspace, datasetId, [tag]));
        if (stuck.length > 0) {
            throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(`Failed to set the tags of version ${(0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .refOf */ .H8)(before)}: the API only adds tags and does not remove them from other versions (${describeHolders(stuck, [tag])})`, 'Use other tags, or remove these from the other versions first.');
        }
        current = await put(union(current.tags, [tag]));
    }
    return current;
}
/** Checks the tags in the response, because the API may not have set all that were sent. */
function complete(version, tags) {
    const missing = missingTags(tags, version.tags);
    if (missing.length === 0)
        return version;
    throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(`Version ${(0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .refOf */ .H8)(version)} should be tagged ${tags.join(', ')}, but the API reports that it lacks ${missing.join(', ')}`, 'Re-run the job; completed work is reused.');
}
/**
 * Removes tags from all holders but one version, with one PUT per holder. Skips holders that have been deleted. Returns
 * those that still hold some of the tags: a server whose PUT only adds tags removes none.
 */
async function removeFromOthers({ paperspace, log }, version, tags, holders) {
    const stuck = [];
    for (const holder of otherThan(version, holders)) {
        const change = { tags: missingTags(holder.tags, tags) };
        const now = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unlessGone */ .Wi)(() => paperspace.updateVersion(holder.datasetId, holder.version, change));
        if (now === undefined)
            continue;
        const removed = missingTags(sharedTags(tags, holder.tags), now.tags);
        if (removed.length > 0)
            log.info(`Removed ${removed.length === 1 ? 'tag' : 'tags'} ${removed.join(', ')} from version ${(0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .refOf */ .H8)(now)}`);
        if (sharedTags(now.tags, tags).length > 0)
            stuck.push(now);
    }
    return stuck;
}
/** Describes which version holds which of the tags, as `v1 on fo5rp4m, v2 on fo5rp4m`. */
function describeHolders(holders, tags) {
    return holders.flatMap((one) => sharedTags(tags, one.tags).map((tag) => `${tag} on ${one.version}`)).join(', ');
}
/** Returns all versions but one. */
function otherThan({ version }, versions) {
    return versions.filter((one) => one.version !== version);
}
/** Returns the tags of both lists without duplicates, those of the first list first. */
function union(some, others) {
    return [...new Set([...some, ...others])];
}
/** Returns the tags that are in both lists. */
function sharedTags(some, others) {
    return some.filter((tag) => others.includes(tag));
}
/** Returns the wanted tags that are not present. */
function missingTags(wanted, present) {
    return wanted.filter((tag) => !present.includes(tag));
}


/***/ })

};
