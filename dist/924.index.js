export const id = 924;
export const ids = [924];
export const modules = {

/***/ 924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDataset: () => (/* binding */ createDataset),
/* harmony export */   deleteDataset: () => (/* binding */ deleteDataset),
/* harmony export */   getDataset: () => (/* binding */ getDataset),
/* harmony export */   listDatasets: () => (/* binding */ listDatasets),
/* harmony export */   updateDataset: () => (/* binding */ updateDataset)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_paging_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2405);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1467);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2355);
/** The operations on a dataset itself, one call of the API each. */








const listDatasets = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'list-datasets',
    calls: '`GET /datasets`, one call per page',
    purpose: 'list datasets',
    target: 'none',
    optional: ['limit', 'after', 'order', 'privacy', 'team-id'],
    outputs: ['count', 'next-page'],
    run: async (step, { limit, after, order, privacy, 'team-id': teamId }, { paperspace }) => {
        const fetch = (page) => paperspace.listDatasets({ ...page, order, privacy, teamId });
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportList */ .p$)(step, {
            noun: 'dataset',
            pages: (0,_paperspace_paging_js__WEBPACK_IMPORTED_MODULE_1__/* .pages */ .B)('datasets', fetch, { after, limit: limit || undefined, ahead: true }),
            columns: {
                Name: ({ name }) => name ?? '',
                ID: ({ id }) => id,
                Public: ({ isPublic }) => (isPublic ? 'yes' : 'no'),
                Created: ({ dtCreated }) => (0,_net_format_js__WEBPACK_IMPORTED_MODULE_7__/* .formatTime */ .fU)(dtCreated),
            },
            outputs: {},
        });
    },
});
const createDataset = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'create-dataset',
    calls: '`POST /datasets`; with `if-exists: reuse`, the list first',
    purpose: 'create a dataset, or reuse the one with that name',
    target: 'none',
    required: ['name'],
    optional: ['description', 'public', 'if-exists', 'storage-provider-id', 'dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_6__/* .datasetOutputNames */ .YA,
    check: (inputs) => inputs['if-exists'] === 'reuse' && inputs.public
        ? [
            {
                input: 'if-exists',
                message: 'cannot be `reuse` with `public: true`: only private datasets can be found by name',
            },
        ]
        : [],
    run: async (step, { name, description, public: isPublic, ...inputs }, { paperspace }) => {
        const reuses = inputs['if-exists'] === 'reuse';
        const existing = reuses ? await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__/* .findDataset */ .YQ)(paperspace, name) : undefined;
        if (existing !== undefined)
            return reportReused(step, existing, inputs['storage-provider-id']);
        if (inputs['dry-run']) {
            const visibility = isPublic ? 'public' : 'private';
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `create the ${visibility} dataset ${name}`, { 'dataset-name': name });
        }
        const storageProviderId = inputs['storage-provider-id'];
        const created = await createOrFind(paperspace, { name, isPublic, description, storageProviderId }, reuses);
        if ('existing' in created)
            return reportReused(step, created.existing, storageProviderId);
        const dataset = created.value;
        if (created.repeated) {
            step.log.warning(`The response to the request to create dataset ${name} was lost, so the request was sent again. Check whether a second dataset with this name exists in addition to ${dataset.id}`);
        }
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDataset */ .hY)(step, 'created', 'Created', dataset);
    },
});
/** Creates a dataset, or finds the one that another job created since the list was read. */
async function createOrFind(paperspace, fields, reuses) {
    try {
        return await paperspace.createDataset(fields);
    }
    catch (error) {
        const existing = reuses && (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error, 409) ? await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__/* .findDataset */ .YQ)(paperspace, fields.name) : undefined;
        if (existing === undefined)
            throw error;
        return { existing };
    }
}
/** Reports a dataset that exists. It is not changed, so a warning lists its differences from the inputs. */
async function reportReused(step, existing, wanted) {
    const { id, storageProviderId } = existing;
    if (wanted !== undefined && wanted !== storageProviderId) {
        step.log.warning(`Dataset ${id} uses storage provider ${storageProviderId ?? '(none)'}, not ${wanted}`);
    }
    return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDataset */ .hY)(step, 'found', 'Reused', existing);
}
const getDataset = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'get-dataset',
    calls: '`GET /datasets/{id}`; by name, the list instead',
    purpose: 'read a dataset',
    target: 'dataset',
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_6__/* .datasetOutputNames */ .YA,
    run: async (step, { target }) => (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDataset */ .hY)(step, 'found', 'Found', await target.readDataset()),
});
const updateDataset = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'update-dataset',
    calls: '`PUT /datasets/{id}`',
    purpose: 'change the name and the description of a dataset',
    target: 'dataset',
    optional: ['name', 'description', 'dry-run'],
    outputs: _step_js__WEBPACK_IMPORTED_MODULE_6__/* .datasetOutputNames */ .YA,
    check: ({ name, description }) => name === undefined && description === undefined
        ? [{ input: 'name', message: 'is missing, and so is `description`. Set at least one of them' }]
        : [],
    run: async (step, { target: { datasetId }, name, description, 'dry-run': dryRun }, { paperspace }) => {
        if (dryRun) {
            const change = (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .describeChange */ .uQ)({ name, description });
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `update dataset ${datasetId}: ${change}`, { 'dataset-id': datasetId });
        }
        const dataset = await paperspace.updateDataset(datasetId, { name, description });
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDataset */ .hY)(step, 'updated', 'Updated', dataset);
    },
});
const deleteDataset = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'delete-dataset',
    calls: '`DELETE /datasets/{id}`',
    purpose: 'delete a dataset (by ID only)',
    target: 'dataset-id',
    optional: [..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .reclaimInputs */ .nf, 'dry-run'],
    outputs: ['dataset-id', 'files', 'bytes'],
    run: async (step, { target, ...inputs }, services) => {
        const { deleteAndReport } = await __webpack_require__.e(/* import() */ 263).then(__webpack_require__.bind(__webpack_require__, 5263));
        return deleteAndReport(step, services, inputs, target);
    },
});


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
