export const id = 627;
export const ids = [627,254];
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

/***/ 9627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  snapshot: () => (/* binding */ snapshot)
});

// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/paperspace/references.js
var references = __webpack_require__(2405);
// EXTERNAL MODULE: ./src/paperspace/snapshot-mark.js
var snapshot_mark = __webpack_require__(2817);
// EXTERNAL MODULE: ./src/paperspace/version-changes.js
var version_changes = __webpack_require__(9843);
// EXTERNAL MODULE: ./src/paperspace/schema.js
var schema = __webpack_require__(4392);
;// CONCATENATED MODULE: ./src/snapshot/snapshot-run.js

const START = { attempts: [], retagged: false, setbacks: 0 };
/** Returns whether the step that this process runs created a version, in any attempt. */
function isOwn({ origin }, { metadata }) {
    const { run, step, key } = (0,snapshot_mark/* markOf */.Fg)(metadata);
    return run === origin.run && (step ?? key) === origin.step;
}
/** Returns whether an earlier attempt of the step created a version. That attempt has ended. */
function isFromEarlierAttempt(run, version) {
    return isOwn(run, version) && (0,snapshot_mark/* markOf */.Fg)(version.metadata).runAttempt !== run.origin.runAttempt;
}

;// CONCATENATED MODULE: ./src/snapshot/decide.js
/**
 * The protocol of `snapshot`: the first row that matches the observation determines the next action. No I/O, no clock.
 * docs/snapshot.md shows the rows, and a model checker in the tests verifies that each is necessary.
 */





const table = {
    committed: [
        {
            when: 'drafts remain that only this process may use',
            action: 'delete them',
            decide: ({ seen: { usable }, version }) => usable.length > 0 && { kind: 'delete-drafts', drafts: usable, kept: version },
        },
        {
            when: 'this step created a newer committed version with the same files',
            action: 'add the tags to the oldest, then delete the newer one',
            decide: ({ run, seen, version: kept }) => {
                const newer = (0,version_changes/* otherThan */.kM)(kept, seen.committed);
                const version = newer.findLast((one) => isOwn(run, one) && (0,snapshot_mark/* digestOf */.ol)(one) === (0,snapshot_mark/* digestOf */.ol)(kept));
                return version && { kind: 'delete-duplicate', version, kept };
            },
        },
        {
            when: 'there is a newer committed version with the same files, and an earlier attempt of this step created the oldest',
            action: 'add the tags to the next oldest, then delete the oldest',
            decide: ({ run, progress, version, rival }) => {
                const isEarlier = isFromEarlierAttempt(run, version) && version.version !== progress.committed;
                const isDuplicate = isEarlier && rival !== undefined && (0,snapshot_mark/* digestOf */.ol)(rival) === (0,snapshot_mark/* digestOf */.ol)(version);
                return isDuplicate && { kind: 'delete-duplicate', version, kept: rival };
            },
        },
        {
            when: 'there is a newer committed version, and its files differ or another step created the oldest',
            action: 'fail and name both',
            decide: ({ run, version, rival }) => {
                if (rival === undefined || (isOwn(run, version) && (0,snapshot_mark/* digestOf */.ol)(rival) === (0,snapshot_mark/* digestOf */.ol)(version)))
                    return undefined;
                return { kind: 'refuse', error: rivalsError(run, version, rival) };
            },
        },
        {
            when: 'the oldest has files other than those that this step was given',
            action: 'fail and name both digests',
            decide: ({ run, seen: { digest }, version }) => {
                if (digest === undefined || digest === (0,snapshot_mark/* digestOf */.ol)(version))
                    return undefined;
                return { kind: 'refuse', error: otherFilesError(run, version, digest) };
            },
        },
        {
            when: 'the oldest does not have all tags',
            action: 'add the missing tags',
            decide: ({ run, version }) => (0,version_changes/* missingTags */.Ys)(run.tags, version.tags).length > 0 && { kind: 'add-tags', version },
        },
        {
            when: 'other versions have the tags too',
            action: 'remove the tags from those versions, or return the oldest if the API removes none',
            decide: ({ seen, version }) => {
                const holders = (0,version_changes/* otherThan */.kM)(version, seen.holders);
                return holders.length > 0 && { kind: 'finish', version, holders };
            },
        },
        {
            when: 'otherwise',
            action: 'return the oldest',
            decide: ({ version }) => ({ kind: 'finish', version, holders: [] }),
        },
    ],
    drafted: [
        {
            when: 'the draft does not have the files',
            action: 'fill it, copying the files that other drafts of the key have',
            decide: ({ run, progress, seen, version: draft }) => run.files && !progress.filled && { kind: 'fill', draft, sources: (0,version_changes/* otherThan */.kM)(draft, seen.drafts) },
        },
        {
            when: '`commit: false`',
            action: 'return the draft',
            decide: ({ run, version }) => !run.commit && { kind: 'finish', version, holders: [] },
        },
        {
            when: 'otherwise',
            action: 'commit it with the tags in one request; if the API refuses that, without the tags that other versions have',
            decide: ({ version }) => ({ kind: 'commit', draft: version }),
        },
    ],
};
/** Returns the next action. Without a version of the key that it may use, a process creates a draft. */
function decide(run, progress, seen, rows = table) {
    const [oldest, rival] = seen.committed;
    const version = oldest ?? progress.draft;
    if (version === undefined)
        return { kind: 'create' };
    for (const { decide } of oldest === undefined ? rows.drafted : rows.committed) {
        const action = decide({ run, progress, seen, version, rival });
        if (action)
            return action;
    }
    throw new Error('no row of the table applies');
}
function rivalsError({ key }, oldest, rival) {
    const reason = (0,snapshot_mark/* digestOf */.ol)(oldest) === (0,snapshot_mark/* digestOf */.ol)(rival) ? 'this step may delete neither' : 'their files differ';
    return new errors/* RefusedError */.fk(`The key ${key} has two committed versions, ${(0,schema/* refOf */.H8)(oldest)} and ${(0,schema/* refOf */.H8)(rival)}, and ${reason}`, 'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.');
}
/** Two jobs that share a key would otherwise lose data without notice. */
function otherFilesError({ key }, version, digest) {
    return new errors/* RefusedError */.fk(`Version ${(0,schema/* refOf */.H8)(version)} is committed for the key ${key}, but with different files: the SHA-256 of its manifest is ${(0,snapshot_mark/* digestOf */.ol)(version) ?? '(none)'}, and that of the new files is ${digest}`, 'Two jobs or steps might be sharing this key. If so, give each its own `key`. For new data, publish a new release or set a different `key`.');
}

// EXTERNAL MODULE: ./src/paperspace/confirm-change.js
var confirm_change = __webpack_require__(608);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __webpack_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/paging.js
var paging = __webpack_require__(35);
;// CONCATENATED MODULE: ./src/snapshot/observe.js






/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;
/**
 * Reads the newest versions and the holders of the tags concurrently. The first observation goes back as far as the
 * key can exist, or until a committed version of it is found; later ones go back to the start of the first one.
 */
async function observe(run, progress) {
    const { paperspace, datasetId, key, tags, files, skipIfUnchanged } = run;
    const { draft, committed: last } = progress;
    const [newest, holders] = await Promise.all([
        readNewest(run, progress),
        draft === undefined ? (0,version_changes/* readHolders */.ue)(paperspace, datasetId, tags) : [],
    ]);
    // Lists may omit drafts.
    const found = new Map(draft && [[draft.version, draft]]);
    for (const version of [...newest, ...holders]) {
        if ((0,snapshot_mark/* markOf */.Fg)(version.metadata).key !== key)
            continue;
        // The lists may be read at different moments: a version committed in one of them stays committed.
        if (version.isCommitted || !found.has(version.version))
            found.set(version.version, version);
    }
    // A list may lag behind: the version that this process committed counts unless the API reports that it was deleted.
    if (last !== undefined && found.get(last)?.isCommitted !== true) {
        const read = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.getVersion(datasetId, last));
        if (read !== undefined)
            found.set(last, read);
    }
    const ofKey = [...found.values()].sort(confirm_change/* byAge */.jI);
    const committed = ofKey.filter(({ isCommitted }) => isCommitted);
    const drafts = ofKey.filter(({ isCommitted }) => !isCommitted);
    const usable = drafts.filter((one) => mayUse(run, progress, one));
    // If the files are unchanged, the newest committed version of any key will do.
    const latest = skipIfUnchanged ? newest.find(({ isCommitted }) => isCommitted) : undefined;
    const digest = (committed[0] ?? latest) && (await files?.digest());
    if (committed.length === 0 && latest && digest && digest === (0,snapshot_mark/* digestOf */.ol)(latest))
        committed.push(latest);
    const oldest = ofKey[0] ?? newest[0];
    const horizonMs = progress.horizonMs ?? (oldest && Date.parse(oldest.dtCreated));
    return { committed, drafts, usable, holders, newest, digest, horizonMs };
}
async function readNewest({ paperspace, datasetId, key, oldestMs }, { horizonMs }) {
    const endMs = horizonMs ?? (oldestMs === undefined ? undefined : oldestMs - CLOCK_TOLERANCE_MS);
    const newest = [];
    const fetch = (page) => paperspace.listVersions(datasetId, { ...page, order: 'desc' });
    for await (const { items } of (0,paging/* pages */.B)('versions', fetch)) {
        newest.push(...items);
        if (items.some(({ isCommitted, metadata }) => isCommitted && (0,snapshot_mark/* markOf */.Fg)(metadata).key === key))
            break;
        const last = items.at(-1);
        if (endMs !== undefined && last !== undefined && Date.parse(last.dtCreated) < endMs)
            break;
    }
    return newest;
}
/** Returns whether no other process works on a draft: this process created it, or the one that worked on it has ended. */
function mayUse(run, { attempts }, draft) {
    const { attempt = '', released = false } = (0,snapshot_mark/* markOf */.Fg)(draft.metadata);
    return isFromEarlierAttempt(run, draft) || (isOwn(run, draft) && (released || attempts.includes(attempt)));
}

;// CONCATENATED MODULE: ./src/snapshot/take.js








/** The maximum number of actions that fail because of another process. */
const MAX_SETBACKS = 2;
/** Far more rounds than concurrent runs need. The limit ends a run if the API keeps returning contradictory data. */
const MAX_ROUNDS = 50;
/**
 * Takes the snapshot: observes the key, decides what to do, does it, and observes again until the key has its version.
 * Throws a {@link RefusedError} if the key has a version with other files, or several versions of which this step may
 * delete none.
 */
async function takeSnapshot(run) {
    let progress = START;
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
        const next = await advance(run, progress);
        if ('outcome' in next)
            return next;
        progress = next;
    }
    throw new errors/* RefusedError */.fk(`The snapshot did not finish within ${MAX_ROUNDS} rounds: the versions of dataset ${run.datasetId} with the key ${run.key} kept changing, or the API lists versions that do not exist`, 'Re-run the job later, and use `concurrency:` so that runs with the same key do not overlap.');
}
/** Observes, decides and acts once. A run that fails releases its draft. */
async function advance(run, before, rows = table) {
    let progress = before;
    try {
        const seen = await observe(run, before);
        progress = resumeDraft(run, { ...before, horizonMs: seen.horizonMs }, seen);
        return await act(run, progress, seen, decide(run, progress, seen, rows));
    }
    catch (error) {
        await releaseDraft(run, progress, error);
        throw error;
    }
}
/** Resumes the oldest draft that only this process may use, if the key has no committed version. */
function resumeDraft(run, progress, { committed, usable: [draft] }) {
    if (committed.length > 0 || progress.draft !== undefined || draft === undefined)
        return progress;
    run.log.info(`Resuming draft ${(0,schema/* refOf */.H8)(draft)} from an earlier attempt`);
    run.publishDraft(draft);
    return { ...progress, draft };
}
/**
 * Performs one action, and returns the progress. Records that another process deleted the version (404) or took a tag
 * (409); the next observation shows the current state.
 */
async function act(run, progress, seen, action) {
    try {
        return await perform(run, progress, seen, action);
    }
    catch (error) {
        const isSetback = action.kind !== 'create' && (0,paperspace_errors/* isRefusal */.vu)(error, 404, 409);
        if (!isSetback || progress.setbacks === MAX_SETBACKS)
            throw error;
        const next = { ...progress, setbacks: progress.setbacks + 1 };
        if ((0,paperspace_errors/* isRefusal */.vu)(error, 409))
            return next;
        run.log.info('The version was deleted by another process; starting over');
        return withoutDraft(next);
    }
}
async function perform(run, progress, seen, action) {
    switch (action.kind) {
        case 'create':
            return createDraft(run, progress);
        case 'fill': {
            const filled = await run.files?.fill(action.draft, action.sources);
            const draft = run.commit ? action.draft : await markFiles(run, action.draft, filled);
            return { ...progress, draft, filled };
        }
        case 'commit': {
            const metadata = progress.filled && (0,snapshot_mark/* withMark */.kN)(action.draft.metadata, { files: progress.filled });
            await (0,version_changes/* commitWithTags */.jf)(run.paperspace, action.draft, { tags: run.tags, metadata });
            run.log.debug(`Committed version ${(0,schema/* refOf */.H8)(action.draft)}`);
            return { ...withoutDraft(progress), committed: action.draft.version };
        }
        case 'delete-drafts':
            for (const draft of action.drafts)
                await deleteDraft(run, draft, action.kept);
            return withoutDraft(progress);
        case 'delete-duplicate': {
            const { version, kept } = action;
            const tagged = await (0,version_changes/* addTags */.JE)(run, kept, (0,version_changes/* union */.KC)(run.tags, version.tags));
            await (0,version_changes/* removeVersion */.bI)(run, version, deletionReason(run, kept));
            return { ...progress, retagged: progress.retagged || tagged !== kept };
        }
        case 'add-tags':
            await (0,version_changes/* addTags */.JE)(run, action.version, run.tags);
            return { ...progress, retagged: true };
        case 'refuse':
            throw action.error;
        case 'finish':
            return finish(run, progress, seen, action);
    }
}
async function createDraft(run, progress) {
    const { paperspace, log, datasetId, key, origin, message } = run;
    await run.files?.prepare();
    const attempt = run.announceDraft();
    const { step, ...runOnly } = origin;
    const mark = { key, attempt, ...runOnly, ...(step === key ? {} : { step }) };
    const created = await paperspace.createVersion(datasetId, { message, metadata: (0,snapshot_mark/* withMark */.kN)(run.metadata, mark) });
    const draft = created.value;
    log.info(`Created draft ${(0,schema/* refOf */.H8)(draft)}`);
    run.publishDraft(draft);
    if (created.repeated)
        await (0,version_changes/* removeExtraDrafts */.D5)(run, draft, attempt);
    return { ...progress, draft, attempts: [...progress.attempts, attempt] };
}
/** Records the files in the draft's mark, so that the next run recognizes it once a later step has committed it. */
async function markFiles(run, draft, files) {
    if (files === undefined || (0,snapshot_mark/* digestOf */.ol)(draft) === files.digest)
        return draft;
    const metadata = (0,snapshot_mark/* withMark */.kN)(draft.metadata, { files });
    return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}
/** Deletes a draft that is no longer needed, unless another process has committed it since. */
async function deleteDraft(run, draft, kept) {
    const now = await (0,paperspace_errors/* unlessGone */.Wi)(() => run.paperspace.getVersion(run.datasetId, draft.version));
    if (now?.isCommitted === false)
        await (0,version_changes/* removeVersion */.bI)(run, draft, deletionReason(run, kept));
}
function deletionReason({ key }, { version, metadata }) {
    return `version ${version} ${(0,snapshot_mark/* markOf */.Fg)(metadata).key === key ? 'is committed for the same key' : 'has the same files'}`;
}
function withoutDraft(progress) {
    return { ...progress, draft: undefined, filled: undefined };
}
/** Removes the tags from the other versions that have them, or ends the snapshot if no tag was removed. */
async function finish(run, progress, { committed: [, rival], newest }, { version, holders }) {
    const stuck = await (0,version_changes/* removeFromOthers */.o4)(run, version, run.tags, holders);
    if (stuck.length < holders.length)
        return progress;
    for (const holder of stuck) {
        for (const tag of (0,version_changes/* sharedTags */.Rc)(run.tags, holder.tags)) {
            run.log.warning(`The tag ${tag} could not be removed from version ${(0,schema/* refOf */.H8)(holder)}: the API only adds tags`);
        }
    }
    if (rival !== undefined) {
        // The other run ended before this version was visible. A re-run of either run deletes one of the two versions.
        const { run: creator = 'another run' } = (0,snapshot_mark/* markOf */.Fg)(rival.metadata);
        run.log.warning(`Version ${(0,schema/* refOf */.H8)(rival)}, created by ${creator}, is committed for the same key. Re-run its job to delete it, or use \`delete-version\``);
    }
    const { attempt = '', key } = (0,snapshot_mark/* markOf */.Fg)(version.metadata);
    if (!version.isCommitted || version.version === progress.committed) {
        return { version, newest, outcome: progress.attempts.includes(attempt) ? 'created' : 'resumed' };
    }
    // A version of another key (`skip-if-unchanged`) is unchanged, whichever tags were added to it.
    const isUpdated = progress.retagged && key === run.key;
    return { version, newest, outcome: isUpdated ? 'updated' : 'unchanged' };
}
/**
 * Marks the draft of a run that failed as released, so that the next process of this step resumes it at once. Best
 * effort: a draft that cannot be released serves the next run as a source to copy from.
 */
async function releaseDraft(run, { draft }, error) {
    if (draft === undefined || error instanceof errors/* CancelledError */.cc)
        return;
    try {
        // A commit may have taken effect even if its response was lost, and a committed version must not change.
        const { isCommitted, metadata: current } = await run.paperspace.getVersion(run.datasetId, draft.version);
        if (isCommitted)
            return;
        const metadata = (0,snapshot_mark/* withMark */.kN)(current, { released: true });
        await run.paperspace.updateVersion(run.datasetId, draft.version, { metadata });
    }
    catch (failure) {
        run.log.debug(`Draft ${(0,schema/* refOf */.H8)(draft)} could not be released: ${String(failure)}`);
    }
}

// EXTERNAL MODULE: ./src/operations/access.js
var operations_access = __webpack_require__(8367);
// EXTERNAL MODULE: ./src/operations/diff.js
var diff = __webpack_require__(3254);
// EXTERNAL MODULE: ./src/operations/operation.js
var operation = __webpack_require__(5704);
// EXTERNAL MODULE: ./src/operations/report.js
var report = __webpack_require__(6379);
;// CONCATENATED MODULE: ./src/operations/snapshot-files.js

/** The local files of a snapshot, and the storage to upload them to. */
class ScannedFiles {
    #step;
    #services;
    #datasetId;
    #files;
    #inputs;
    /** The current state of the files: the completed transfer, or that none was needed. */
    outputs = {};
    /** The result of filling the draft; undefined if nothing was filled. */
    transfer;
    #access;
    #committed;
    #digest;
    constructor(step, services, datasetId, files, inputs) {
        this.#step = step;
        this.#services = services;
        this.#datasetId = datasetId;
        this.#files = files;
        this.#inputs = inputs;
    }
    /**
     * Opens the storage, and verifies access to it with one signed request: in the folder of the newest committed
     * version, if files are copied from it.
     */
    async prepare() {
        const access = await this.#open();
        const { checkAccess } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        this.#committed = await (0,operations_access/* findSources */.Id)(this.#services, access, this.#datasetId, this.#inputs.incremental);
        await checkAccess(access.storage, this.#committed[0]);
    }
    async fill(draft, others) {
        const access = await this.#open();
        const { syncVersion } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const result = await syncVersion(access.storage, {
            files: this.#files,
            draft: access.locate(draft),
            sources: await this.#sources(access, others),
            destination: this.#inputs.destination,
        });
        this.#step.log.info(`Draft ${this.#datasetId}:${draft.version} has ${(0,operations_access/* amountText */.cY)(result)}: ${(0,operations_access/* transferText */.RU)(result)}`);
        this.transfer = result;
        this.outputs = await (0,operations_access/* writeTransferOutputs */.dr)(this.#services, result);
        const { digest, files, bytes } = result.manifest;
        this.#digest = digest;
        return { digest, count: files, bytes };
    }
    async digest() {
        this.#digest ??= await this.#hash();
        return this.#digest;
    }
    async #hash() {
        const { hashLocalFiles } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const { clock, random, signal } = this.#services;
        const retryContext = { clock, log: this.#step.log, random, signal, retries: 0 };
        const manifest = await hashLocalFiles({ retryContext }, this.#files);
        const { files, bytes, digest } = manifest;
        const none = { uploaded: 0, copied: 0 };
        this.outputs = await (0,operations_access/* writeTransferOutputs */.dr)(this.#services, { ...none, files, bytes, unchanged: files, manifest });
        return digest;
    }
    /** Describes what filling the draft would do; undefined stands for a draft that does not exist yet. */
    async plan(draft, others) {
        await this.prepare();
        const access = await this.#open();
        const { planVersion } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const options = {
            files: this.#files,
            draft: draft === undefined ? undefined : access.locate(draft),
            sources: await this.#sources(access, others),
            destination: this.#inputs.destination,
        };
        return (0,operations_access/* planText */.Pt)(await planVersion(access.storage, options, 'all'), true);
    }
    /** Compares the files with those of the newest committed version. */
    async changes() {
        const access = await this.#open();
        const { compareWithLocalFiles } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        const { incremental } = this.#inputs;
        const known = incremental ? this.#committed : undefined;
        const [newest] = known ?? (await (0,operations_access/* findSources */.Id)(this.#services, access, this.#datasetId, true));
        const before = newest === undefined ? undefined : { location: newest, isCommitted: true };
        return compareWithLocalFiles(access.storage, before, this.#files);
    }
    async #sources(access, others) {
        const { incremental } = this.#inputs;
        const committed = this.#committed ?? (await (0,operations_access/* findSources */.Id)(this.#services, access, this.#datasetId, incremental));
        return incremental ? [...committed, ...others.map((other) => access.locate(other))] : committed;
    }
    async #open() {
        this.#access ??= await (0,operations_access/* openFiles */.Km)(this.#services, this.#inputs);
        return this.#access;
    }
}

// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __webpack_require__(7730);
;// CONCATENATED MODULE: ./src/operations/snapshot-summary.js



/** Returns the blocks of the summary: the version, the changes, the durations, and how to use the version. */
function snapshotBlocks(facts) {
    const sizes = new report/* SizeSeries */.PR();
    for (const version of facts.newest)
        sizes.add(version);
    return [versionBlock(facts), ...changeSection(facts), ...timeSection(facts), usageBlock(facts), ...sizes.chart()];
}
function versionBlock({ version, outputs, links }) {
    const { files, bytes } = outputs;
    return {
        kind: 'facts',
        facts: [
            ['Reference', `${version.datasetId}:${version.version}`],
            ['State', version.isCommitted ? 'committed' : 'draft'],
            ['Tags', version.tags.join(', ')],
            ['Message', version.message ?? ''],
            ['Files', files === undefined ? '' : (0,format/* formatInteger */.Sm)(files)],
            ['Size', bytes === undefined ? (0,format/* formatUsage */.pK)(version.usageBytes) : (0,format/* formatExactBytes */.Uv)(bytes)],
            ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
            ...links.map(({ label, text, url }) => [label, { text, url }]),
        ],
    };
}
function changeSection(facts) {
    const changes = facts.transfer?.changes;
    if (changes === undefined)
        return [];
    const before = previousName(facts);
    const name = before === undefined ? 'the previous version' : `version ${before}`;
    if ((0,diff.hasNoChanges)(changes))
        return [{ kind: 'note', text: `No files changed since ${name}.` }];
    return (0,diff.changeTables)(changes, `Changes since ${name}`);
}
/** Returns a tag or the ID of the committed version before the snapshot. */
function previousName({ version, newest }) {
    const before = newest.find((one) => one.isCommitted && one.version !== version.version);
    return before?.tags[0] ?? before?.version;
}
/** Returns the changes for the release notes; undefined if they are not known. */
function changesForNotes(facts) {
    const changes = facts.transfer?.changes;
    return changes === undefined
        ? undefined
        : { since: previousName(facts), text: (0,diff.changeText)(changes, { withSizes: true }) };
}
function timeSection({ transfer, scanMs, totalMs }) {
    if (transfer === undefined)
        return [];
    const { durations, uploadedBytes } = transfer;
    const { listing, transferring, verifying } = durations;
    const rate = uploadedBytes > 0 && transferring > 0 ? ` (${(0,format/* formatBytes */.z3)((1000 * uploadedBytes) / transferring)}/s uploaded)` : '';
    const rest = Math.max(0, totalMs - scanMs - listing - transferring - verifying);
    return [
        {
            kind: 'facts',
            caption: 'Time',
            facts: [
                ['Scan files', (0,format/* formatDuration */.a3)(scanMs)],
                ['List stored files', (0,format/* formatDuration */.a3)(listing)],
                ['Compare, upload and copy', `${(0,format/* formatDuration */.a3)(transferring)}${rate}`],
                ['Verify', (0,format/* formatDuration */.a3)(verifying)],
                ['API calls and commit', (0,format/* formatDuration */.a3)(rest)],
                ['Total', (0,format/* formatDuration */.a3)(totalMs)],
            ],
        },
    ];
}
/** A tag can move, but is easiest to read; without one, the reference by IDs is used. */
function usageBlock({ version, outputs }) {
    const dataset = outputs['dataset-name'];
    const [tag] = version.tags;
    const ref = dataset === undefined || tag === undefined ? `${version.datasetId}:${version.version}` : `${dataset}:${tag}`;
    const value = /^[\w./-]+:[\w./-]+$/.test(ref) ? ref : JSON.stringify(ref);
    const [operation, ...lines] = version.isCommitted ? ['download-files', 'path: data'] : ['commit'];
    return {
        kind: 'code',
        caption: 'Usage in a later step',
        text: ['with:', `  operation: ${operation}`, `  dataset: ${value}`, ...lines.map((line) => `  ${line}`)].join('\n'),
    };
}

// EXTERNAL MODULE: ./src/operations/step.js
var operations_step = __webpack_require__(2355);
;// CONCATENATED MODULE: ./src/operations/snapshot.js















const snapshot = (0,operation/* defineOperation */.h9)({
    name: 'snapshot',
    calls: 'list and tag lookups; with `incremental`, another list; POST; list; file transfers (S3); list; one PUT that commits and tags; list and tag lookups',
    purpose: 'create a complete, committed, tagged version, exactly once per key',
    target: 'dataset',
    optional: [
        'message',
        'tags',
        'metadata',
        'provenance',
        'key',
        'job-index',
        'commit',
        'on-failure',
        'path',
        'allow-empty',
        'skip-if-unchanged',
        ...operations_access/* scanInputs */.Ll,
        ...operations_access/* storageInputs */.Fd,
        'dry-run',
        'comment',
        'release-notes',
        'github-token',
    ],
    outputs: [...operations_step/* versionOutputNames */.CX, ...operations_access/* transferOutputs */.Y3],
    check: ({ path, commit, comment, 'dry-run': dryRun, 'allow-empty': allowEmpty }) => {
        if (comment && !dryRun)
            return [{ input: 'comment', message: 'requires `dry-run: true` with `snapshot`' }];
        if (path !== undefined || !commit || allowEmpty)
            return [];
        const message = 'is missing, so the snapshot would have no files. Set `path`, or `commit: false` to fill the draft in later steps';
        return [{ input: 'path', message }];
    },
    run: async (step, { target, commit, path, ...inputs }, services) => {
        const { event, clock } = services;
        const startMs = clock.now();
        const tags = inputs.tags ?? defaultTags(event);
        const found = path === undefined ? undefined : await (0,operations_access/* scan */.SQ)(step, services, path, inputs);
        const scanMs = clock.now() - startMs;
        const { datasetId } = target;
        step.output(target.outputs);
        if (found?.length === 0 && commit && !inputs['allow-empty']) {
            return { outcome: 'none', headline: 'No files found, so no version was created' };
        }
        const files = found === undefined ? undefined : new ScannedFiles(step, services, datasetId, found, inputs);
        const eventKey = `${event.key}/${inputs['job-index']}`;
        const run = {
            paperspace: services.paperspace,
            log: step.log,
            datasetId,
            key: inputs.key ?? eventKey,
            origin: { run: event.run, runAttempt: event.runAttempt, step: eventKey },
            tags,
            message: inputs.message ?? event.message,
            metadata: { ...inputs.metadata, ...(inputs.provenance ? { [snapshot_mark/* PROVENANCE */.EK]: event.provenance } : {}) },
            commit,
            skipIfUnchanged: inputs['skip-if-unchanged'],
            // A key that the user chose can be of any age.
            oldestMs: inputs.key === undefined ? event.oldestMs : undefined,
            files,
            announceDraft: () => {
                const attempt = (0,snapshot_mark/* newAttempt */.oG)();
                services.announceDraft({ datasetId, attempt, onFailure: inputs['on-failure'] });
                return attempt;
            },
            publishDraft: ({ version }) => step.output({ version, ref: `${datasetId}:${version}` }),
        };
        if (inputs['dry-run']) {
            const report = await describeSnapshot(step, run, files, target.outputs);
            if (inputs.comment)
                await commentOnChanges(step, services, inputs, files, report.headline);
            return report;
        }
        const taken = await takeSnapshot(run);
        const { version, newest } = taken;
        const outputs = { ...target.outputs, ...files?.outputs };
        const totalMs = clock.now() - startMs;
        const transfer = files?.transfer;
        const blocks = snapshotBlocks({ version, newest, outputs, links: event.links, transfer, scanMs, totalMs });
        const report = await reportSnapshot(step, taken, target.describe(version), outputs, blocks);
        if (files === undefined && commit)
            step.log.notice('No `path` given; no files uploaded');
        if (inputs['release-notes']) {
            await services.updateReleaseNotes(inputs['github-token'], changesForNotes({ version, newest, transfer }));
        }
        return report;
    },
});
/** Returns the tag of a release or a tag push. Git allows tags that the API cannot take. */
function defaultTags(event) {
    if (event.tag === undefined)
        return [];
    if (event.tag === references/* LATEST */.k0 || event.tag.includes(',')) {
        throw new errors/* RefusedError */.fk(`The tag ${JSON.stringify(event.tag)} cannot be the tag of a version: \`${references/* LATEST */.k0}\` and commas are reserved`, 'Set `tags` for this step.');
    }
    return [event.tag];
}
async function reportSnapshot(step, { version, outcome }, name, known, blocks) {
    step.output({ ...(0,operations_step/* versionOutputs */.V7)(version), ...known });
    await step.summary(...blocks);
    await step.result(version);
    if (!version.isCommitted)
        return { outcome, headline: `Draft ${name} is ready for later steps` };
    const isNew = outcome === 'created' || outcome === 'resumed';
    return { outcome, headline: isNew ? `Committed version ${name}` : `Snapshot already exists: version ${name}` };
}
/** Describes what a run would do, and fails for every error that can be detected in advance. */
async function describeSnapshot(step, run, files, known) {
    const seen = await observe(run, START);
    // A real run deletes its leftover drafts first.
    const action = decide(run, START, { ...seen, usable: [] });
    if (action.kind === 'refuse')
        throw action.error;
    const [version] = seen.committed;
    if (version !== undefined)
        return describeAdoption(step, run, version, { ...known, ...files?.outputs });
    const [draft] = seen.usable;
    const others = draft === undefined ? seen.drafts : (0,version_changes/* otherThan */.kM)(draft, seen.drafts);
    const tagged = run.tags.length === 0 ? '' : ` with ${(0,report/* describeTags */.FE)(run.tags)}`;
    const steps = [
        draft === undefined
            ? `create a draft of dataset ${run.datasetId}`
            : `resume draft ${run.datasetId}:${draft.version}`,
        await files?.plan(draft, others),
        run.commit ? `commit it${tagged}` : undefined,
    ];
    const would = steps.filter((one) => one !== undefined).join('; ');
    return (0,report/* reportDryRun */.HN)(step, would, draft === undefined ? known : { ...known, ...(0,operations_step/* versionOutputs */.V7)(draft) });
}
/** Shows in the summary and in a comment on the pull request how the files differ from the newest committed version. */
async function commentOnChanges(step, services, inputs, files, headline) {
    const changes = await files?.changes();
    const blocks = changes === undefined ? [] : (0,diff.changeBlocks)(changes);
    await step.summary(...blocks);
    await services.updateComment({ token: inputs['github-token'], jobIndex: inputs['job-index'], headline, blocks });
}
async function describeAdoption(step, run, version, known) {
    const missing = (0,version_changes/* missingTags */.Ys)(run.tags, version.tags);
    const change = missing.length === 0 ? 'change nothing' : `add ${(0,report/* describeTags */.FE)(missing)}`;
    const would = `${change}, because the snapshot already exists as version ${run.datasetId}:${version.version}`;
    return (0,report/* reportDryRun */.HN)(step, would, { ...known, ...(0,operations_step/* versionOutputs */.V7)(version) });
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
