export const id = 41;
export const ids = [41,57];
export const modules = {

/***/ 5041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  updateComment: () => (/* binding */ updateComment),
  updateReleaseNotes: () => (/* binding */ updateReleaseNotes)
});

// UNUSED EXPORTS: commentMarker, withSection

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ../../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7392);
// EXTERNAL MODULE: ../../../node_modules/@actions/github/lib/github.js + 24 modules
var github = __webpack_require__(2312);
// EXTERNAL MODULE: ../../../node_modules/undici/index.js
var undici = __webpack_require__(2958);
// EXTERNAL MODULE: ./src/net/dispatcher.js
var net_dispatcher = __webpack_require__(7057);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/net/retry.js
var retry = __webpack_require__(9228);
// EXTERNAL MODULE: ./src/github/workflow.js + 1 modules
var github_workflow = __webpack_require__(745);
;// CONCATENATED MODULE: ./src/github/api.js
/** Calls GitHub's API for comments and release notes. Loaded only if a step asks for it. */







/** Comments and release notes are optional, so a step spends little time on them. */
const MAX_RETRIES = 2;
/** Connects through the proxies that the environment names. Nothing is sent yet. */
function connectToGitHub({ workflow, idleTimeoutMs, retryContext }, token) {
    const { env } = workflow;
    const debug = (message) => retryContext.log.debug(message);
    // The toolkit's own connections wait five minutes for a response and ignore cancellation.
    const dispatcher = (0,net_dispatcher.createDispatcher)({ proxy: (0,github_workflow/* proxyEnvironment */.wP)(env), idleTimeoutMs, connections: 1 });
    const octokit = (0,github/* getOctokit */.Q)(token, {
        baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
        userAgent: github_workflow/* USER_AGENT */._O,
        // Its default prints server messages unescaped.
        log: { debug, info: debug, warn: debug, error: debug },
        request: {
            fetch: (url, options) => (0,undici/* fetch */.hd)(url, { ...options, dispatcher }),
            signal: retryContext.signal,
        },
    });
    const limited = { ...retryContext, retries: Math.min(MAX_RETRIES, retryContext.retries) };
    return {
        octokit,
        retry: (action, attempt) => (0,retry/* withRetry */.bD)(action, limited, attempt, (error) => retryDecision(error, retryContext.clock.now())),
        close: () => dispatcher.destroy(),
    };
}
const failureSchema = dist/* object */.Ikc({
    status: dist/* number */.aig(),
    message: dist/* string */.YjP(),
    response: dist/* optional */.lqM(dist/* object */.Ikc({ headers: dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J()) })),
});
/** A refusal by GraphQL, which comes with HTTP 200. */
const graphqlFailureSchema = dist/* object */.Ikc({ errors: dist/* tupleWithRest */.XU0([dist/* object */.Ikc({ type: dist/* string */.YjP() })], dist/* unknown */.L5J()) });
const graphqlStatuses = new Map([
    ['FORBIDDEN', 403],
    ['INSUFFICIENT_SCOPES', 403],
    ['NOT_FOUND', 404],
    ['RATE_LIMITED', 429],
]);
/** Returns GitHub's refusal, or undefined if there was no response. */
function refusalOf(error, now) {
    const byGraphql = dist/* safeParse */.xLC(graphqlFailureSchema, error);
    const graphqlStatus = byGraphql.success ? graphqlStatuses.get(byGraphql.output.errors[0].type) : undefined;
    if (graphqlStatus !== undefined) {
        return { status: graphqlStatus, limited: graphqlStatus === 429, retryAfterMs: undefined };
    }
    const parsed = dist/* safeParse */.xLC(failureSchema, error);
    if (!parsed.success || parsed.output.response === undefined)
        return undefined;
    const { status, response } = parsed.output;
    const retryAfter = response.headers['retry-after'];
    const limited = status === 429 || response.headers['x-ratelimit-remaining'] === '0' || retryAfter !== undefined;
    return {
        status,
        limited: limited && (status === 403 || status === 429),
        retryAfterMs: (0,retry/* parseRetryAfter */.mu)(typeof retryAfter === 'string' ? retryAfter : undefined, now),
    };
}
/** Decides whether to repeat a request. Does not wait for a rate limit that resets in an hour. */
function retryDecision(error, now) {
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return { kind: 'retry', cause: (0,errors/* messageOf */.bD)(error) };
    const { status, limited, retryAfterMs } = refusal;
    if (limited || !(0,retry/* isRetryableStatus */.PS)(status))
        return { kind: 'give-up' };
    return { kind: 'retry', cause: (0,errors/* messageOf */.bD)(error), retryAfterMs };
}
/** Makes a change on GitHub. Never throws: a failure causes one warning, and the step still succeeds. */
async function updateGitHub(update, change) {
    const { workflow, token } = update;
    try {
        const [owner = '', repo = ''] = (workflow.env.GITHUB_REPOSITORY ?? '').split('/');
        const target = change.find({ owner, repo });
        if (token === undefined)
            throw new Error(`there is no \`github-token\`. ${change.permission}`);
        const api = connectToGitHub(update, token);
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
        workflow.warning(change.warning((0,errors/* messageOf */.bD)(error)));
        if (Error.isError(error) && error.cause !== undefined)
            workflow.debug(String(error.cause));
    }
}
/** Describes why a request to GitHub failed. */
function failureText(error, now, { permission, reasons = {} }) {
    const message = (0,errors/* messageOf */.bD)(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return `The request to GitHub failed: ${message}`;
    const { status, limited } = refusal;
    const said = `GitHub responded: ${message} (HTTP ${status})`;
    if (limited)
        return `${said}. Too many requests were made with this token. Re-run the job later`;
    if (status === 401)
        return `${said}. The \`github-token\` is not valid. ${permission}`;
    const reason = reasons[status];
    if (reason !== undefined)
        return `${said}. ${reason}. ${permission}`;
    return status === 403 || status === 404 ? `${said}. ${permission}` : said;
}

// EXTERNAL MODULE: ./src/github/markup.js
var markup = __webpack_require__(482);
;// CONCATENATED MODULE: ./src/github/publish.js
/**
 * The texts that a step keeps on GitHub: a comment, and a section of release notes. Loaded only if a step asks for
 * them.
 */




/** Maintains one comment of this step on the pull request that started the workflow. Never throws. */
function updateComment(update, { token, jobIndex, headline, blocks }, operation) {
    const { workflow, event } = update;
    return updateGitHub({ ...update, token }, {
        find: (repository) => {
            if (event.pullRequest !== undefined)
                return { ...repository, issue_number: event.pullRequest };
            throw new Error(`${startedBy(workflow.env)} is not a pull request event`);
        },
        write: async (api, thread) => {
            const marker = commentMarker(workflow.env, jobIndex);
            const body = (0,markup/* renderComment */.wQ)(marker, operation, headline, blocks);
            const did = await api.retry('comment on the pull request', () => createOrUpdate(api, thread, marker, body));
            return `${did} the comment on pull request #${thread.issue_number}`;
        },
        permission: 'The job needs `permissions: pull-requests: write`, which is not available to pull requests from forks',
        warning: (reason) => `Could not comment on the pull request: ${reason}. The job summary, unless it is turned off, has the same content`,
    });
}
/**
 * Maintains a section about the version that the outputs name in the notes of the release that started the workflow.
 * Never throws.
 */
function updateReleaseNotes(update, outputs, changes) {
    const { workflow, event } = update;
    return updateGitHub(update, {
        find: (repository) => {
            if (outputs['is-committed'] !== true)
                throw new Error('the version is a draft, which may still change');
            if (event.releaseId !== undefined)
                return { ...repository, release_id: event.releaseId };
            throw new Error(`${startedBy(workflow.env)} is not about a release`);
        },
        write: async ({ octokit, retry }, release) => {
            const { data } = await retry('read the release', () => octokit.rest.repos.getRelease(release));
            const before = dist/* parse */.qgA(releaseSchema, data).body ?? '';
            const body = withSection(before, outputs['dataset-id'] ?? '', (0,markup/* renderSection */.YN)(outputs, changes));
            if (body === before)
                return 'The release notes are up to date';
            await retry('update the release', () => octokit.rest.repos.updateRelease({ ...release, body }));
            return 'Updated the release notes';
        },
        permission: 'The job needs `permissions: contents: write`',
        warning: (reason) => `The release notes were not updated: ${reason}`,
        reasons: {
            404: 'The release was deleted, or the token has no access to it',
            422: 'The notes may be too long',
        },
    });
}
function startedBy({ GITHUB_EVENT_NAME }) {
    return `the event that started the workflow (${GITHUB_EVENT_NAME || 'unknown'})`;
}
/**
 * Returns the first line of the comment, which GitHub does not show. It identifies the step of the workflow across
 * runs.
 *
 * @param jobIndex the index of the matrix job
 */
function commentMarker(env, jobIndex) {
    const step = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, env.GITHUB_ACTION, jobIndex];
    const id = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 32);
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
const pageSchema = dist/* object */.Ikc({
    repository: dist/* object */.Ikc({
        pullRequest: dist/* object */.Ikc({
            comments: dist/* object */.Ikc({
                nodes: dist/* array */.YOg(dist/* object */.Ikc({ body: dist/* string */.YjP(), url: dist/* string */.YjP(), viewerDidAuthor: dist/* boolean */.zMY() })),
                pageInfo: dist/* object */.Ikc({ hasNextPage: dist/* boolean */.zMY(), endCursor: dist/* nullable */.mee(dist/* string */.YjP()) }),
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
        const { nodes, pageInfo } = dist/* parse */.qgA(pageSchema, page).repository.pullRequest.comments;
        for (const { body, url, viewerDidAuthor } of nodes) {
            const [, id] = /#issuecomment-(\d+)$/.exec(url) ?? [];
            if (viewerDidAuthor && body.startsWith(marker) && id !== undefined)
                return { id: Number(id), body };
        }
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    return undefined;
}
const releaseSchema = dist/* object */.Ikc({ body: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP()), null) });
/**
 * Puts the section about a version into the text of a release. A section of the same dataset is replaced; otherwise
 * the section is appended. The text around it stays unchanged, byte for byte. If the text has the section more than
 * once, the first is replaced and the others are removed. A marker without its partner counts as text.
 */
function withSection(body, datasetId, section) {
    const newline = body.includes('\r\n') ? '\r\n' : '\n';
    const [begin, end] = markers(datasetId);
    const text = [begin, ...section, end].join(newline);
    const places = placesOf(body, begin, end);
    if (places.length === 0)
        return `${body}${gapAfter(body, newline)}${text}`;
    let result = '';
    let at = 0;
    for (const [index, place] of places.entries()) {
        result += body.slice(at, place.from) + (index === 0 ? text : '');
        at = place.to;
    }
    return result + body.slice(at);
}
/** Returns HTML comments, which GitHub does not show. Each dataset has its own section in a release. */
function markers(datasetId) {
    const id = datasetId.replace(/[^A-Za-z0-9]/g, '');
    return [`<!-- paperspace-dataset-action:begin ${id} -->`, `<!-- paperspace-dataset-action:end ${id} -->`];
}
/** Finds every begin marker that is followed by an end marker, with no other begin marker between the two. */
function placesOf(body, begin, end) {
    const places = [];
    for (let at = body.indexOf(begin); at !== -1;) {
        const next = body.indexOf(begin, at + begin.length);
        const close = body.indexOf(end, at);
        if (close === -1)
            break;
        if (next === -1 || close < next)
            places.push({ from: at, to: close + end.length });
        at = next;
    }
    return places;
}
/** Returns the line breaks that leave one empty line between the user's text and the section. */
function gapAfter(body, newline) {
    if (body === '' || /(\r?\n){2}$/.test(body))
        return '';
    return body.endsWith('\n') ? newline : newline.repeat(2);
}


/***/ }),

/***/ 7057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectionsThrough: () => (/* binding */ connectionsThrough),
/* harmony export */   createDispatcher: () => (/* binding */ createDispatcher)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6843);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2099);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9228);





/** Creates a connection pool that uses the proxies. It follows no redirects and decodes no bodies. */
function createDispatcher({ proxy, idleTimeoutMs, connections }) {
    return new undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_1__({
        httpProxy: proxy.httpProxy ?? '',
        httpsProxy: proxy.httpsProxy ?? '',
        noProxy: proxy.noProxy ?? '',
        connectTimeout: Math.min(idleTimeoutMs, _retry_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_CONNECT_MS */ .NM),
        // The idle timeout of a proxy that opens a tunnel, which is five minutes by default.
        clientFactory: (origin, options) => new undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_2__(origin, { ...options, headersTimeout: idleTimeoutMs }),
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        connections,
    });
}
/** Returns connections that send through a dispatcher of undici. */
function connectionsThrough(dispatcher) {
    return {
        send: ({ body, responseTimeoutMs, ...request }, handler) => {
            let started;
            let reason;
            dispatcher.dispatch({ ...request, body: bodyOf(body), ...(responseTimeoutMs && { headersTimeout: responseTimeoutMs }) }, {
                onRequestStart: (controller) => {
                    started = controller;
                    // The request may have waited for a connection until now.
                    if (reason !== undefined)
                        controller.abort(reason);
                },
                onResponseStart: (_controller, status, headers) => {
                    if (status >= 200)
                        handler.onHead(status, headers);
                },
                onResponseData: (_controller, chunk) => handler.onData(chunk),
                onResponseEnd: () => handler.onEnd(),
                onResponseError: (_controller, error) => handler.onError(asClosed(error, request.origin)),
            });
            return (error) => {
                reason = error;
                started?.abort(error);
            };
        },
        destroy: () => dispatcher.destroy(),
    };
}
function asClosed(error, origin) {
    const isClosed = 'code' in error && (error.code === 'UND_ERR_DESTROYED' || error.code === 'UND_ERR_CLOSED');
    return isClosed ? new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionsClosedError */ .M1(new URL(origin).host, { cause: error }) : error;
}
/**
 * A larger body goes to the socket in slices of this size, in bytes: undici then starts the idle timeout at the last
 * slice, not at the first, so that a slow connection is not mistaken for a dead one.
 */
const SLICE = 256 * 1024;
function bodyOf(body) {
    if (body === undefined)
        return null;
    return body.byteLength <= SLICE ? body : node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(slices(body));
}
function* slices(bytes) {
    for (let start = 0; start < bytes.byteLength; start += SLICE)
        yield bytes.subarray(start, start + SLICE);
}


/***/ })

};
