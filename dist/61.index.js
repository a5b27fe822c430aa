export const id = 61;
export const ids = [61,57];
export const modules = {

/***/ 5784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ updateGitHub),
/* harmony export */   _: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2312);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7392);
/* harmony import */ var _net_dispatcher_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7057);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9228);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(745);
/** GitHub's API, for what a step keeps up to date there. Loaded only where a step asks for it. */






/** Comments and release notes are optional, so a step spends little time on them. */
const MAX_RETRIES = 2;
/** Connects through the proxies that the environment names. Nothing is sent yet. */
function connectToGitHub({ env, token, idleTimeoutMs, retryContext }) {
    const debug = (message) => retryContext.log.debug(message);
    // The toolkit's own connections wait five minutes for a response and ignore cancellation.
    const dispatcher = (0,_net_dispatcher_js__WEBPACK_IMPORTED_MODULE_2__.createDispatcher)({ proxy: (0,_workflow_js__WEBPACK_IMPORTED_MODULE_3__/* .proxyEnvironment */ .wP)(env), idleTimeoutMs, connections: 1 });
    const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, {
        baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
        userAgent: _workflow_js__WEBPACK_IMPORTED_MODULE_3__/* .USER_AGENT */ ._O,
        // Its default prints what a server says as it is.
        log: { debug, info: debug, warn: debug, error: debug },
        request: {
            fetch: (url, options) => (0,undici__WEBPACK_IMPORTED_MODULE_1__/* .fetch */ .hd)(url, { ...options, dispatcher }),
            signal: retryContext.signal,
        },
    });
    const limited = { ...retryContext, retries: Math.min(MAX_RETRIES, retryContext.retries) };
    return {
        octokit,
        retry: (action, attempt) => (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .withRetry */ .bD)(action, limited, attempt, (error) => retryDecision(error, retryContext.clock.now())),
        close: () => dispatcher.destroy(),
    };
}
/** Returns the owner and the name of the repository that the workflow runs in. */
function repositoryOf({ GITHUB_REPOSITORY = '' }) {
    const [owner = '', repo = ''] = GITHUB_REPOSITORY.split('/');
    return { owner, repo };
}
const failureSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    status: valibot__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig(),
    message: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    response: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ headers: valibot__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J()) })),
});
/** A refusal by GraphQL, which comes with HTTP 200. */
const graphqlFailureSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ errors: valibot__WEBPACK_IMPORTED_MODULE_5__/* .tupleWithRest */ .XU0([valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ type: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() })], valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J()) });
const graphqlStatuses = new Map([
    ['FORBIDDEN', 403],
    ['INSUFFICIENT_SCOPES', 403],
    ['NOT_FOUND', 404],
    ['RATE_LIMITED', 429],
]);
/** Returns what GitHub refused, or undefined if there was no response. */
function refusalOf(error, now) {
    const byGraphql = valibot__WEBPACK_IMPORTED_MODULE_5__/* .safeParse */ .xLC(graphqlFailureSchema, error);
    const graphqlStatus = byGraphql.success ? graphqlStatuses.get(byGraphql.output.errors[0].type) : undefined;
    if (graphqlStatus !== undefined) {
        return { status: graphqlStatus, limited: graphqlStatus === 429, retryAfterMs: undefined };
    }
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_5__/* .safeParse */ .xLC(failureSchema, error);
    if (!parsed.success || parsed.output.response === undefined)
        return undefined;
    const { status, response } = parsed.output;
    const retryAfter = response.headers['retry-after'];
    const limited = status === 429 || response.headers['x-ratelimit-remaining'] === '0' || retryAfter !== undefined;
    return {
        status,
        limited: limited && (status === 403 || status === 429),
        retryAfterMs: (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRetryAfter */ .mu)(typeof retryAfter === 'string' ? retryAfter : undefined, now),
    };
}
/** Decides whether to repeat a request. Does not wait for a rate limit that resets in an hour. */
function retryDecision(error, now) {
    const cause = Error.isError(error) ? error.message : String(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return { kind: 'retry', cause };
    const { status, limited, retryAfterMs } = refusal;
    return limited || !(0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .isRetryableStatus */ .PS)(status) ? { kind: 'give-up' } : { kind: 'retry', cause, retryAfterMs };
}
/** Makes a change on GitHub. Never throws: a failure is one warning, and the step succeeds all the same. */
async function updateGitHub(update, change) {
    const { workflow, token } = update;
    try {
        const target = await change.find();
        if (token === undefined)
            throw new Error(`there is no \`github-token\`. ${change.permission}`);
        const api = connectToGitHub({ ...update, env: workflow.env, token });
        try {
            workflow.info(await change.write(api, target));
        }
        catch (error) {
            throw new Error(failureText(error, update.retryContext.clock.now(), change), { cause: error });
        }
        finally {
            await api.close();
        }
    }
    catch (error) {
        workflow.warning(change.warning(Error.isError(error) ? error.message : String(error)));
        if (Error.isError(error) && error.cause !== undefined)
            workflow.debug(String(error.cause));
    }
}
/** Describes why a request to GitHub failed. */
function failureText(error, now, { permission, reasons = {} }) {
    const message = Error.isError(error) ? error.message : String(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return `GitHub's response could not be used: ${message}`;
    const { status, limited } = refusal;
    const said = `GitHub responded: ${message} (HTTP ${status})`;
    if (limited)
        return `${said}. Too many requests were made with this token: run the job again later`;
    if (status === 401)
        return `${said}. The \`github-token\` is not valid. ${permission}`;
    const reason = reasons[status];
    if (reason !== undefined)
        return `${said}. ${reason}. ${permission}`;
    return status === 403 || status === 404 ? `${said}. ${permission}` : said;
}


/***/ }),

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
/** The comment on the pull request that started the workflow. Loaded only where a step asks for it. */






/** Keeps one comment of this step on the pull request that started the workflow. Never throws. */
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
        permission: 'The job needs `permissions: pull-requests: write`, which a pull request from a fork never gets',
        warning: (reason) => `Could not comment on the pull request: ${reason}. The job summary has the same content`,
    });
}
async function pullRequestNumber(env) {
    const number = await (0,_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readPullRequestNumber */ ._B)(env, (file) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
    if (number !== undefined)
        return number;
    throw new Error(`the event ${env.GITHUB_EVENT_NAME || 'unknown'}, which started the workflow, names no pull request`);
}
/**
 * Returns the first line of the comment, which GitHub does not show: the same for the same step of the same workflow,
 * whatever run it is in.
 *
 * @param jobIndex the index of the matrix leg
 */
function commentMarker(env, jobIndex) {
    const step = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, env.GITHUB_ACTION, jobIndex];
    const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 32);
    return `<!-- paperspace-dataset-action:comment ${id} -->`;
}
/**
 * Updates the comment, or creates it where there is none. It is looked up first on every attempt, so that one
 * that was created by a request without a response is found. Of two that were created at the same time, the older
 * stays.
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
 * Finds the oldest comment that begins with the marker and that the owner of the token wrote: anybody can copy a
 * marker, and a token that may write can change the comments of others. Only GraphQL tells whose token it is.
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


/***/ }),

/***/ 7057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDispatcher: () => (/* binding */ createDispatcher)
/* harmony export */ });
/* harmony import */ var undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6843);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6798);


const MAX_CONNECT_MS = 10_000;
/** Creates the connection pool of a run. It follows no redirects and decodes no bodies. */
function createDispatcher({ proxy, idleTimeoutMs, connections }) {
    return new undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_0__({
        httpProxy: proxy.httpProxy ?? '',
        httpsProxy: proxy.httpsProxy ?? '',
        noProxy: proxy.noProxy ?? '',
        connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
        // The idle timeout of a proxy that opens a tunnel, which is five minutes by default.
        clientFactory: (origin, options) => new undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_1__(origin, { ...options, headersTimeout: idleTimeoutMs }),
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        connections,
    });
}


/***/ })

};
