export const id = 32;
export const ids = [32];
export const modules = {

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

/***/ 1032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createVersion: () => (/* binding */ createVersion),
/* harmony export */   deleteVersion: () => (/* binding */ deleteVersion),
/* harmony export */   getVersion: () => (/* binding */ getVersion),
/* harmony export */   listVersions: () => (/* binding */ listVersions),
/* harmony export */   promote: () => (/* binding */ promote),
/* harmony export */   setTags: () => (/* binding */ setTags),
/* harmony export */   updateVersion: () => (/* binding */ updateVersion)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_paging_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35);
/* harmony import */ var _paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2817);
/* harmony import */ var _paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9843);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1467);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2355);
/** The operations on the version of a dataset, and on its tags. */










/**
 * Lists versions. `limit` counts the versions read from the API. `tags` is sent to it, separated by commas, and both
 * `tags` and `committed` are checked in the response.
 */
const listVersions = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'list-versions',
    calls: '`GET /datasets/{id}/versions`, one call per page',
    purpose: 'list the versions of a dataset, newest first',
    target: 'dataset',
    optional: ['tags', 'committed', 'limit', 'after', 'order'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_8__/* .datasetOutputNames */ .YA, 'count', 'versions', 'next-page'],
    run: async (step, { target, tags, committed, limit, after, order }, { paperspace, clock }) => {
        const versions = [];
        const sizes = new _report_js__WEBPACK_IMPORTED_MODULE_7__/* .SizeSeries */ .PR();
        const fetch = (page) => paperspace.listVersions(target.datasetId, { ...page, order, tags: tags?.join(',') });
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportList */ .p$)(step, {
            noun: 'version',
            pages: (0,_paperspace_paging_js__WEBPACK_IMPORTED_MODULE_2__/* .pages */ .B)('versions', fetch, { after, limit: limit || undefined, ahead: true }),
            columns: {
                Version: ({ version }) => version,
                Tags: (version) => version.tags.join(', '),
                State: ({ isCommitted }) => (isCommitted ? 'committed' : 'draft'),
                Size: ({ usageBytes }) => (0,_net_format_js__WEBPACK_IMPORTED_MODULE_9__/* .formatUsage */ .pK)(usageBytes),
                Created: ({ dtCreated }) => (0,_net_format_js__WEBPACK_IMPORTED_MODULE_9__/* .formatAge */ .nV)(dtCreated, clock.now()),
                Message: ({ message }) => message ?? '',
            },
            keep: (version) => {
                if (committed !== 'any' && String(version.isCommitted) !== committed)
                    return false;
                if (tags !== undefined && !tags.some((tag) => version.tags.includes(tag)))
                    return false;
                versions.push(version.version);
                sizes.add(version);
                return true;
            },
            outputs: { ...target.outputs, versions },
            sizes,
        });
    },
});
const createVersion = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'create-version',
    calls: '`POST /datasets/{id}/versions`',
    purpose: 'create a draft',
    target: 'dataset',
    optional: ['message', 'tags', 'metadata', 'provenance', 'on-failure', 'dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputNames */ .CX,
    run: async (step, { target, tags, provenance, ...inputs }, { paperspace, event, announceDraft }) => {
        const { datasetId } = target;
        const message = inputs.message ?? event.message;
        if (inputs['dry-run']) {
            const described = message === undefined ? '' : ` with the message ${JSON.stringify(message)}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportDryRun */ .HN)(step, `create a draft of dataset ${datasetId}${described}`, target.outputs);
        }
        const attempt = (0,_paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .newAttempt */ .oG)();
        const given = { ...inputs.metadata, ...(provenance ? { [_paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .PROVENANCE */ .EK]: event.provenance } : {}) };
        const metadata = (0,_paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .withMark */ .kN)(given, { attempt, run: event.run });
        announceDraft({ datasetId, attempt, onFailure: inputs['on-failure'] });
        const created = await paperspace.createVersion(datasetId, { message, metadata, tags });
        const version = created.value;
        step.output({ ...target.outputs, ref: `${datasetId}:${version.version}`, version: version.version });
        if (created.repeated)
            await (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .removeExtraDrafts */ .D5)({ paperspace, log: step.log }, version, attempt);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportVersion */ .fV)(step, 'created', `Created draft ${target.describe(version)}`, version, target.outputs);
    },
});
const getVersion = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'get-version',
    calls: '`GET /datasets/{id}/versions/{version}`; by tag or `latest`, the list instead',
    purpose: 'read a version by its ID, a tag or `latest`',
    target: 'version',
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputNames */ .CX,
    run: async (step, { target }) => {
        const version = await target.read();
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportVersion */ .fV)(step, 'found', `Found version ${target.describe(version)}`, version, target.outputs);
    },
});
const updateVersion = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'update-version',
    calls: '`PUT /datasets/{id}/versions/{version}`; with `metadata`, a GET first',
    purpose: 'change the message, the metadata and the tags of a version',
    target: 'version',
    optional: ['message', 'metadata', 'tags', 'dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputNames */ .CX,
    check: ({ message, metadata, tags }) => message === undefined && metadata === undefined && tags === undefined
        ? [{ input: 'message', message: 'is missing, and so are `metadata` and `tags`. Set at least one of them' }]
        : [],
    run: async (step, { target, message, metadata, tags, 'dry-run': dryRun }, { paperspace }) => {
        const { datasetId } = target;
        if (dryRun) {
            const change = (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeChange */ .uQ)({ message, metadata, tags });
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportDryRun */ .HN)(step, `update version ${target.ref}: ${change}`, target.outputs);
        }
        const update = async () => {
            if (metadata === undefined) {
                return target.withId((version) => paperspace.updateVersion(datasetId, version, { message, tags }));
            }
            // The API's PUT may replace the metadata, so the existing keys, above all those of the action, are sent too.
            const read = await target.read();
            const merged = { ...read.metadata, ...metadata };
            return paperspace.updateVersion(datasetId, read.version, { message, tags, metadata: merged });
        };
        const updated = await update();
        if (tags !== undefined)
            (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .warnIfTagsDiffer */ .dB)(step.log, updated, tags);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportVersion */ .fV)(step, 'updated', `Updated version ${target.describe(updated)}`, updated, target.outputs);
    },
});
const deleteVersion = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'delete-version',
    calls: '`DELETE /datasets/{id}/versions/{version}`',
    purpose: 'delete a version (by IDs only)',
    target: 'version-id',
    optional: [..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .reclaimInputs */ .nf, 'dry-run'],
    outputs: ['dataset-id', 'version', 'ref', 'files', 'bytes'],
    run: async (step, { target, ...inputs }, services) => {
        const { deleteAndReport } = await __webpack_require__.e(/* import() */ 263).then(__webpack_require__.bind(__webpack_require__, 5263));
        return deleteAndReport(step, services, inputs, target);
    },
});
const setTags = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'set-tags',
    calls: '`PUT /datasets/{id}/versions/{version}`; with `tags-mode: add` or `remove`, a GET first',
    purpose: 'set, add or remove tags of a version',
    target: 'version',
    optional: ['tags', 'tags-mode', 'dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputNames */ .CX,
    check: ({ tags, 'tags-mode': mode }) => {
        if (mode === 'clear' && tags !== undefined) {
            return [{ input: 'tags', message: 'conflicts with `tags-mode: clear`, which removes all tags' }];
        }
        if (mode !== 'clear' && tags === undefined) {
            return [{ input: 'tags', message: 'is missing. To remove all tags, set `tags-mode: clear`' }];
        }
        return [];
    },
    run: async (step, { target, tags = [], 'tags-mode': mode, 'dry-run': dryRun }, { paperspace }) => {
        const version = `version ${target.ref}`;
        if (dryRun) {
            const would = {
                replace: `replace the tags of ${version} with ${(0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTags */ .FE)(tags)}`,
                add: `add ${(0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTags */ .FE)(tags)} to ${version}`,
                remove: `remove ${(0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTags */ .FE)(tags)} from ${version}`,
                clear: `remove all tags from ${version}`,
            };
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportDryRun */ .HN)(step, would[mode], target.outputs);
        }
        const report = (outcome, version) => {
            const has = outcome === 'unchanged' ? 'already has' : 'now has';
            const headline = `Version ${target.describe(version)} ${has} ${(0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTags */ .FE)(version.tags)}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportVersion */ .fV)(step, outcome, headline, version, target.outputs);
        };
        const put = async (versionId, wanted) => {
            const updated = await paperspace.updateVersion(target.datasetId, versionId, { tags: wanted });
            (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .warnIfTagsDiffer */ .dB)(step.log, updated, wanted);
            return updated;
        };
        if (mode === 'replace' || mode === 'clear') {
            return report('updated', await target.withId((versionId) => put(versionId, tags)));
        }
        const read = await target.read();
        const wanted = mode === 'add' ? (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KC)(read.tags, tags) : read.tags.filter((tag) => !tags.includes(tag));
        if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(wanted, read.tags))
            return report('unchanged', read);
        return report('updated', await put(read.version, wanted));
    },
});
const promote = (0,_operation_js__WEBPACK_IMPORTED_MODULE_6__/* .defineOperation */ .h9)({
    name: 'promote',
    calls: 'GET, one list by `?tags=` per tag, PUT, one list by `?tags=` per tag; a PUT for each other version that still has one of the tags',
    purpose: 'move tags to a committed version and remove them from all others',
    target: 'version',
    required: ['tags'],
    optional: ['dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputNames */ .CX,
    run: async (step, { target, tags, 'dry-run': dryRun }, { paperspace }) => {
        const { datasetId } = target;
        const [version, holders] = await Promise.all([target.read(), (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .readHolders */ .ue)(paperspace, datasetId, tags)]);
        const ref = `${datasetId}:${version.version}`;
        if (!version.isCommitted) {
            throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .fk(`Version ${ref} is a draft, whose files may still change`, 'Use `commit` first.');
        }
        const others = (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .otherThan */ .kM)(version, holders);
        const wanted = (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KC)(version.tags, tags);
        const done = others.length === 0 && wanted.length === version.tags.length;
        const has = done ? 'already has' : 'now has';
        const tagList = (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .describeTags */ .FE)(tags);
        if (dryRun) {
            const would = done
                ? `change nothing: version ${ref} already has ${tagList}`
                : `move ${tagList} to version ${ref}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportDryRun */ .HN)(step, would, { ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputs */ .V7)(version) });
        }
        const dependencies = { paperspace, log: step.log };
        const promoted = await (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .addTags */ .JE)(dependencies, version, tags);
        const now = promoted === version ? holders : await (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .readHolders */ .ue)(paperspace, datasetId, tags);
        const stuck = await (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .removeFromOthers */ .o4)(dependencies, promoted, tags, now);
        if (stuck.length > 0)
            throw heldError(promoted, (0,_paperspace_version_changes_js__WEBPACK_IMPORTED_MODULE_4__/* .describeHolders */ .hX)(stuck, tags));
        const from = formerHolders(tags, others);
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_8__/* .versionOutputs */ .V7)(promoted) });
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .versionFacts */ .iN)(promoted), movesTable(from, promoted.version));
        await step.result({ datasetId, version: version.version, tags: promoted.tags, from });
        return {
            outcome: done ? 'unchanged' : 'updated',
            headline: `Version ${target.describe(promoted)} ${has} ${tagList}`,
        };
    },
});
function heldError({ datasetId, version }, held) {
    return new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .fk(`Version ${datasetId}:${version} has the tags, but they could not be removed from every other version (${held}): the API only adds tags`, 'Remove the tags from the other versions. Until then, references by these tags are ambiguous.');
}
/** Returns the previous version of each tag, or null. Promoting that version rolls back. */
function formerHolders(tags, others) {
    return Object.fromEntries(tags.map((tag) => [tag, others.find((other) => other.tags.includes(tag))?.version ?? null]));
}
function movesTable(from, to) {
    const rows = Object.entries(from).map(([tag, version]) => [tag, version ?? 'none', to]);
    return { kind: 'table', caption: 'Tags', columns: ['Tag', 'Previous version', 'Version'], rows, omitted: 0 };
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
