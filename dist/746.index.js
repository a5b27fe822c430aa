export const id = 746;
export const ids = [746];
export const modules = {

/***/ 746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPost: () => (/* binding */ runPost)
/* harmony export */ });
/* harmony import */ var _github_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9067);
/* harmony import */ var _github_workflow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(745);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2099);
/* harmony import */ var _paperspace_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(137);
/* harmony import */ var _paperspace_created_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7615);
/* harmony import */ var _paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2817);






/**
 * Deletes the drafts that the main step announced with `on-failure: delete`, and logs how to resume the others. Runs
 * only after a job that failed or was cancelled (`post-if`). Never changes a committed version. Never throws.
 */
async function runPost(dependencies) {
    const { workflow, connect, clock, random, signal } = dependencies;
    const { raw } = (0,_github_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .readGivenInputs */ .t9)(workflow);
    if (raw['api-key'] !== undefined)
        workflow.mask(raw['api-key'].trim());
    try {
        const drafts = (0,_github_workflow_js__WEBPACK_IMPORTED_MODULE_1__/* .savedDrafts */ .q_)(workflow);
        if (drafts.length === 0)
            return 0;
        const settings = await (0,_github_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSettings */ .P$)(raw);
        const connection = await connect(settings, workflow.env);
        const retryContext = { retries: settings.retries, clock, random, log: workflow, signal };
        const paperspace = new _paperspace_client_js__WEBPACK_IMPORTED_MODULE_3__/* .PaperspaceClient */ .W(connection.sendRequest, retryContext);
        let exit = 0;
        for (const draft of drafts) {
            await resolveDraft(workflow, paperspace, draft).catch((error) => {
                exit = fail(workflow, error);
            });
        }
        await connection.close();
        return exit;
    }
    catch (error) {
        return fail(workflow, error);
    }
}
function fail(workflow, error) {
    const { title, message } = (0,_net_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorText */ .kc)(error);
    workflow.error(title, message);
    workflow.debug((0,_net_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .causeChain */ .DD)(error));
    return 1;
}
async function resolveDraft(workflow, paperspace, { datasetId, attempt, onFailure }) {
    const found = await (0,_paperspace_created_js__WEBPACK_IMPORTED_MODULE_4__/* .versionsByAttempt */ .EK)(paperspace, datasetId, attempt);
    if (found.length === 0) {
        workflow.notice(`No draft of this step was found in dataset ${datasetId}. If the API's lists omit drafts, a draft with \`metadata.snapshot.attempt\` ${attempt} may exist`);
    }
    for (const draft of found.filter(({ isCommitted }) => !isCommitted)) {
        const ref = `${datasetId}:${draft.version}`;
        if (onFailure === 'keep') {
            const next = (0,_paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_5__/* .markOf */ .Fg)(draft.metadata).key === undefined
                ? 'Use `commit` or `delete-version`. Re-running the job creates another draft'
                : 'Re-run the job to resume, or use `commit` or `delete-version`';
            workflow.notice(`Draft ${ref} kept. ${next}`);
            continue;
        }
        await paperspace.deleteVersion(datasetId, draft.version);
        workflow.notice(`Draft ${ref} deleted because the job failed or was cancelled (on-failure: delete)`);
    }
}


/***/ })

};
