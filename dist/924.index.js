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
/* harmony import */ var _deletion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5263);
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
                message: 'cannot be `reuse` with `public: true`: only private datasets are found by name',
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
            step.log.warning(`The response to creating dataset ${name} was lost, so the request was sent again. Check whether a second dataset with this name exists besides ${dataset.id}`);
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
/** Reports a dataset that exists. It is not changed, so a warning says where it differs from the inputs. */
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
    purpose: 'delete a dataset, by its ID only',
    target: 'dataset-id',
    optional: [..._deletion_js__WEBPACK_IMPORTED_MODULE_3__/* .reclaimInputs */ .nf, 'dry-run'],
    outputs: ['dataset-id', 'files', 'bytes'],
    run: (step, { target: { datasetId }, ...inputs }, services) => (0,_deletion_js__WEBPACK_IMPORTED_MODULE_3__/* .deleteAndReport */ .Vi)(step, services, inputs, {
        datasetId,
        subject: `dataset ${datasetId}`,
        outputs: { 'dataset-id': datasetId },
        remove: () => services.paperspace.deleteDataset(datasetId),
        versions: async (known) => known,
    }),
});


/***/ })

};
