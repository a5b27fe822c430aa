export const id = 61;
export const ids = [61];
export const modules = {

/***/ 61:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   updateComment: () => (/* binding */ updateComment)
/* harmony export */ });
/* unused harmony export commentMarker */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7392);
/* harmony import */ var _api_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5784);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6592);
/* harmony import */ var _summary_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3628);
/** The comment on the pull request that started the workflow. Loaded only if a step asks for it. */






/** Maintains one comment of this step on the pull request that started the workflow. Never throws. */
function updateComment({ comment, operation, ...update }) {
    const { token, jobIndex, headline, blocks } = comment;
    const { env } = update.workflow;
    return (0,_api_js__WEBPACK_IMPORTED_MODULE_2__/* .updateGitHub */ .H)({ ...update, token }, {
        find: async () => ({ ...(0,_api_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryOf */ ._)(env), issue_number: await pullRequestNumber(env) }),
        write: async (api, thread) => {
            const marker = commentMarker(env, jobIndex);
            const body = (0,_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .renderComment */ .wQ)(marker, operation, headline, blocks);
            const did = await api.retry('comment on the pull request', () => createOrUpdate(api, thread, marker, body));
            return `${did} the comment on pull request #${thread.issue_number}`;
        },
        permission: 'The job needs `permissions: pull-requests: write`, which is not available to pull requests from forks',
        warning: (reason) => `Could not comment on the pull request: ${reason}. The job summary, unless it is turned off, has the same content`,
    });
}
async function pullRequestNumber(env) {
    const number = await (0,_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readPullRequestNumber */ ._B)(env, (file) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
    if (number !== undefined)
        return number;
    throw new Error(`the event that started the workflow (${env.GITHUB_EVENT_NAME || 'unknown'}) is not about a pull request`);
}
/**
 * Returns the first line of the comment, which GitHub does not show. It identifies the step of the workflow across
 * runs.
 *
 * @param jobIndex the index of the matrix job
 */
function commentMarker(env, jobIndex) {
    const step = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, env.GITHUB_ACTION, jobIndex];
    const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 32);
    return `<!-- paperspace-dataset-action:comment ${id} -->`;
}
/**
 * Updates the comment, or creates it if there is none. Looks it up first on every attempt, to find a comment that
 * was created by a request without a response. Of two that were created at the same time, keeps the older.
 */
async function createOrUpdate({ octokit }, thread, marker, body) {
    const { owner, repo } = thread;
    const update = async ({ id, body: before }) => {
        if (before === body)
            return 'Kept';
        await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
        return 'Updated';
    };
    const found = await findComment(octokit, thread, marker);
    if (found !== undefined)
        return update(found);
    const { data } = await octokit.rest.issues.createComment({ ...thread, body });
    const oldest = await findComment(octokit, thread, marker);
    if (oldest === undefined || oldest.id === data.id)
        return 'Created';
    await octokit.rest.issues.deleteComment({ owner, repo, comment_id: data.id });
    return update(oldest);
}
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { body url viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
const pageSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    repository: valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
        pullRequest: valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
            comments: valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
                nodes: valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ body: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), url: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), viewerDidAuthor: valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY() })),
                pageInfo: valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ hasNextPage: valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY(), endCursor: valibot__WEBPACK_IMPORTED_MODULE_5__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()) }),
            }),
        }),
    }),
});
/**
 * Finds the oldest comment that begins with the marker and that the owner of the token wrote: anyone can copy a
 * marker, and a token that may write can change the comments of others. Only GraphQL returns the owner of the token.
 */
async function findComment(octokit, { owner, repo, issue_number: number }, marker) {
    let after = null;
    do {
        const page = await octokit.graphql(QUERY, { owner, repo, number, after });
        const { nodes, pageInfo } = valibot__WEBPACK_IMPORTED_MODULE_5__/* .parse */ .qgA(pageSchema, page).repository.pullRequest.comments;
        for (const { body, url, viewerDidAuthor } of nodes) {
            const [, id] = /#issuecomment-(\d+)$/.exec(url) ?? [];
            if (viewerDidAuthor && body.startsWith(marker) && id !== undefined)
                return { id: Number(id), body };
        }
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    return undefined;
}


/***/ })

};
