import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 99:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 7997:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 6780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ keepMemorySmall),
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _github_workflow_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(745);
/* harmony import */ var _net_concurrency_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7633);
/* harmony import */ var _operations_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1467);
/* harmony import */ var _paperspace_http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5783);




/** Connects to the API, and on demand to the storage, through the proxies that the environment names. */
const connect = async (settings, env) => {
    const api = (0,_paperspace_http_js__WEBPACK_IMPORTED_MODULE_3__/* .createHttpClient */ .u)({ ...settings, userAgent: _github_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .USER_AGENT */ ._O, proxy: apiProxy(env) });
    const opened = [];
    return {
        sendRequest: api.send,
        openStorage: async ({ 's3-endpoint': endpoint, 's3-region': region, concurrency }, retryContext) => {
            const { openStorage, findCredentials } = await Promise.all(/* import() */[__nccwpck_require__.e(808), __nccwpck_require__.e(984)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8984));
            keepMemorySmall();
            const connections = await connectToStorage(settings.idleTimeoutMs, (0,_net_concurrency_js__WEBPACK_IMPORTED_MODULE_1__/* .maxInFlight */ .Ir)(concurrency), env);
            opened.push(connections);
            const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
            const keys = { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN };
            return openStorage({
                credentials: accessKeyId || secretAccessKey ? keys : await findCredentials(retryContext),
                endpoint: endpoint && describeEndpoint(endpoint, env),
                region,
                connections,
                retryContext,
                concurrency,
            });
        },
        close: async () => {
            api.close();
            await Promise.all(opened.map((connections) => connections.destroy()));
        },
    };
};
/** Connects through undici only if the environment names a proxy. */
async function connectToStorage(idleTimeoutMs, maxConnections, env) {
    const proxy = (0,_github_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyEnvironment */ .wP)(env);
    if (!proxy.httpProxy && !proxy.httpsProxy) {
        const { DirectConnections } = await __nccwpck_require__.e(/* import() */ 666).then(__nccwpck_require__.bind(__nccwpck_require__, 8666));
        return new DirectConnections(idleTimeoutMs);
    }
    const { connectionsThrough, createDispatcher } = await Promise.all(/* import() */[__nccwpck_require__.e(843), __nccwpck_require__.e(57)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7057));
    return connectionsThrough(createDispatcher({ proxy, idleTimeoutMs, connections: maxConnections }));
}
/**
 * Work on many files creates many short-lived objects. V8 would let its young generation grow to 128 MiB, and its old
 * one to twice what is in use. Collecting earlier takes half the memory for 15% more CPU time. Call this before
 * creating many objects, because the young generation hardly ever shrinks.
 */
function keepMemorySmall() {
    // Not imported: a step without files should not load it.
    const v8 = process.getBuiltinModule('node:v8');
    v8.setFlagsFromString('--semi-space-growth-factor=1');
    v8.setFlagsFromString('--heap-growing-percent=25');
}
/**
 * Returns the endpoint and its source: the first of the input's variables that is set if its value is this URL,
 * otherwise the input.
 */
function describeEndpoint(url, env) {
    const first = _operations_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputs */ .QL['s3-endpoint'].variables.find((name) => env[name]);
    const fromVariable = first !== undefined && URL.parse(env[first] ?? '')?.href === url.href;
    return { url, source: fromVariable ? first : 's3-endpoint' };
}
/** Returns the proxy for the API. Only HTTPS_PROXY applies, because the key must travel inside a tunnel. */
function apiProxy(env) {
    const { httpsProxy, noProxy = '' } = (0,_github_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyEnvironment */ .wP)(env);
    return httpsProxy ? { url: httpsProxy, except: noProxy } : undefined;
}


/***/ }),

/***/ 482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ renderSummary),
/* harmony export */   YN: () => (/* binding */ renderSection),
/* harmony export */   wQ: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7730);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(745);


/** GitHub accepts at most 1 MiB for the summary of one step, and drops a larger one. */
const MAX_SUMMARY_BYTES = 1024 * 1024;
const CUT = '<p><em>The rest was omitted because a summary is limited to 1 MiB.</em></p>\n';
/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_COMMENT_BYTES = 65_000;
const CUT_COMMENT = '<p><em>The rest was omitted. The job summary, unless it is turned off, can hold more.</em></p>\n';
/**
 * Renders the summary of a step as HTML, with every text from outside escaped and never above GitHub's limit.
 *
 * @param result the headline, or the error of a step that failed; undefined while the step is running
 */
function renderSummary(operation, result, blocks) {
    return cap([...renderResult(operation, result), ...blocks.flatMap(renderBlock)]);
}
function renderResult(operation, result) {
    const heading = (text) => `<h3>Paperspace dataset: ${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(text)}</h3>\n`;
    if (result === undefined)
        return [heading(operation)];
    if (typeof result === 'string')
        return [heading(operation), paragraph(result)];
    const title = `<p><strong>${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(result.title)}</strong></p>\n`;
    return [heading(`${operation} failed`), `${title}${paragraph(result.message)}`];
}
/**
 * Renders a comment that begins with the marker and then has the content of the summary. GitHub links mentions,
 * references and commits in a comment and notifies mentioned users, except in code.
 */
function renderComment(marker, operation, headline, blocks) {
    const parts = [...renderResult(operation, headline), ...blocks.flatMap(renderBlock)];
    return cap([`${marker}\n`, ...parts.map(withoutLinks)], MAX_COMMENT_BYTES, CUT_COMMENT);
}
/** Matches text that GitHub could turn into a link: `@name` and `#1`, both already entities, `GH-1`, and a commit. */
const LINK = /&#64;|&#35;|GH-|[0-9a-f]{7}/i;
function withoutLinks(markup) {
    return markup.replace(/(?<=>)[^<>]+(?=<)/g, (text) => (LINK.test(text) ? `<code>${text}</code>` : text));
}
/** Returns elements that are each complete markup, so that the summary can be cut after any of them. */
function renderBlock(block) {
    switch (block.kind) {
        case 'note':
            return [paragraph(block.text)];
        case 'chart':
            return [renderChart(block)];
        case 'code':
            return [caption(block), `<pre><code>${block.text.split('\n').map(_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT).join('\n')}</code></pre>\n`];
        case 'facts': {
            const facts = block.facts.filter(([, value]) => value !== '');
            return facts.length === 0 ? [] : [caption(block), table([], facts)];
        }
        case 'table': {
            if (block.rows.length === 0)
                return [];
            const omitted = `<p>${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(block.omitted, 'more row')}: see the output <code>result-path</code>.</p>\n`;
            return [caption(block), table(block.columns, block.rows), block.omitted > 0 ? omitted : ''];
        }
    }
}
/** Renders a sentence. Everything is escaped; text between backticks is shown as code. */
function paragraph(text) {
    return `<p>${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(text).replace(/&#96;(.+?)&#96;/g, '<code>$1</code>')}</p>\n`;
}
function caption({ caption: text }) {
    return text === undefined ? '' : `<h4>${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(text)}</h4>\n`;
}
function table(columns, rows) {
    const head = columns.length === 0 ? '' : `<tr>${columns.map((name) => `<th>${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(name)}</th>`).join('')}</tr>`;
    const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${renderText(cell)}</td>`).join('')}</tr>`);
    return `<table>${[head, ...body].filter((row) => row !== '').join('\n')}</table>\n`;
}
/** A blue that is readable on white and on GitHub's dark background; other colors follow the reader's theme. */
const CHART_COLORS = { plotColorPalette: '#3b82f6', backgroundColor: 'transparent' };
const CHART_WIDTH = 800;
const CHART_HEAD_HEIGHT = 130;
const BAR_HEIGHT = 24;
/**
 * Returns a Mermaid chart, which GitHub draws. The bars are horizontal, because labels below vertical bars overlap.
 * Text is reduced to characters without a meaning in Mermaid and Markdown.
 */
function renderChart({ title, unit, labels, values }) {
    const quoted = (text) => `"${text.replace(/[^\w ().:+/-]/g, ' ')}"`;
    const settings = {
        // If the plot reserves more space, Mermaid drops the unit above three bars.
        xyChart: {
            width: CHART_WIDTH,
            height: CHART_HEAD_HEIGHT + BAR_HEIGHT * values.length,
            plotReservedSpacePercent: 30,
        },
        themeVariables: { xyChart: CHART_COLORS },
    };
    return [
        '',
        '```mermaid',
        `%%{init: ${JSON.stringify(settings)}}%%`,
        'xychart-beta horizontal',
        `  title ${quoted(title)}`,
        `  x-axis [${labels.map(quoted).join(', ')}]`,
        `  y-axis ${quoted(unit)} 0 --> ${Math.max(...values) || 1}`,
        `  bar [${values.join(', ')}]`,
        '```',
        '',
        '',
    ].join('\n');
}
const MAX_CELL = 2_000;
function renderText(content) {
    if (typeof content === 'string')
        return shorten(content);
    const { text, url } = content;
    return /^https?:\/\//.test(url) ? `<a href="${(0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(url)}">${shorten(text)}</a>` : shorten(text);
}
function shorten(text) {
    return (0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainHtml */ .aT)(text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text);
}
function cap(parts, maxBytes = MAX_SUMMARY_BYTES, cut = CUT) {
    let text = '';
    for (const part of parts) {
        if (Buffer.byteLength(text) + Buffer.byteLength(part) > maxBytes - cut.length)
            return text + cut;
        text += part;
    }
    return text;
}
/** Returns the lines of the section about a version. Every text from outside is code, never markup or a mention. */
function renderSection(outputs, changes) {
    const { version, ref, url, tags = [], files, bytes } = outputs;
    const name = outputs['dataset-name'];
    const id = outputs['dataset-id'] ?? '';
    const digest = outputs['manifest-digest'];
    const size = bytes === undefined ? '' : ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes)})`;
    const lines = [
        `- Dataset: ${name === undefined ? code(id) : `${code(name)} (${code(id)})`}`,
        version === undefined ? undefined : `- Version: ${code(version)}`,
        tags.length === 0 ? undefined : `- Tags: ${tags.map(code).join(', ')}`,
        files === undefined ? undefined : `- Files: ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(files)}${size}`,
        changes && `- Changes${changes.since === undefined ? '' : ` since ${code(changes.since)}`}: ${changes.text}`,
        digest === undefined ? undefined : `- Manifest SHA-256: ${code(digest)}`,
        url === undefined ? undefined : `- Storage: ${code(url)}`,
    ];
    return [
        '### Paperspace dataset',
        '',
        ...lines.filter((line) => line !== undefined),
        '',
        ...useLines(name ?? id, tags[0], ref ?? ''),
    ];
}
function useLines(dataset, tag, ref) {
    if (tag === undefined)
        return [`Use it in a notebook, a workflow or a deployment as ${code(ref)}.`];
    const named = code(`${dataset}:${tag}`);
    return [`Use it in a notebook, a workflow or a deployment as ${named}, or as ${code(ref)}, which never changes.`];
}
/** Returns a code span, fenced by more backticks than the text has in a row. */
function code(text) {
    const shown = (0,_workflow_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(text).replaceAll('<!--', '<! --');
    const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
    const fence = '`'.repeat(Math.max(0, ...runs) + 1);
    const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${shown}${pad}${fence}`;
}


/***/ }),

/***/ 745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _O: () => (/* binding */ USER_AGENT),
  aT: () => (/* binding */ plainHtml),
  h0: () => (/* binding */ plainLine),
  wP: () => (/* binding */ proxyEnvironment),
  VQ: () => (/* binding */ toolkit),
  a4: () => (/* binding */ withoutEmptyGroups)
});

// UNUSED EXPORTS: plainLines

// EXTERNAL MODULE: ../node_modules/@actions/core/lib/core.js + 4 modules
var core = __nccwpck_require__(3934);
;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"1.0.0"};
;// CONCATENATED MODULE: ./src/github/workflow.js


/** The name of this action for servers. */
const USER_AGENT = `paperspace-dataset-action/${package_namespaceObject.rE}`;
/** Returns the proxies that the environment names. */
function proxyEnvironment(env) {
    return {
        httpProxy: env.http_proxy || env.HTTP_PROXY,
        httpsProxy: env.https_proxy || env.HTTPS_PROXY,
        noProxy: env.no_proxy || env.NO_PROXY,
    };
}
/** Wraps the runner so that a group opens with its first line: a group without lines is not printed. */
function withoutEmptyGroups(workflow) {
    let pendingTitle;
    let isOpen = false;
    const inGroup = (print) => (message) => {
        if (pendingTitle !== undefined) {
            workflow.group(pendingTitle);
            pendingTitle = undefined;
            isOpen = true;
        }
        print(message);
    };
    return {
        ...workflow,
        info: inGroup(workflow.info),
        notice: inGroup(workflow.notice),
        warning: inGroup(workflow.warning),
        group: (title) => {
            pendingTitle = title;
        },
        endGroup: () => {
            pendingTitle = undefined;
            if (isOpen)
                workflow.endGroup();
            isOpen = false;
        },
    };
}
/**
 * Escapes a text from outside for the log. The runner takes a line that begins with `::` (after white space) or
 * holds `##[` for a workflow command, and a terminal obeys control characters: so line breaks, control characters and
 * such sequences are replaced. The text stays readable.
 */
function plainLine(text) {
    return (text
        // biome-ignore lint/suspicious/noControlCharactersInRegex: this expression matches control characters
        .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escaped)
        .replaceAll('##[', '## [')
        .replace(/^(\s*)::/, '$1: :'));
}
/** Escapes like {@link plainLine}, but keeps line breaks: each line is escaped separately. */
function plainLines(text) {
    return text.split('\n').map(plainLine).join('\n');
}
function escaped(character) {
    if (character === '\n')
        return '\\n';
    if (character === '\r')
        return '\\r';
    if (character === '\t')
        return ' ';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
/**
 * Escapes a text for the job summary: inside HTML, every character that HTML or Markdown could take for markup
 * is an entity, and line breaks are kept as such.
 */
function plainHtml(text) {
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => plainLine(line).replace(/[^\p{L}\p{N} ,.;?+=/-]/gu, entity))
        .join('<br>');
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}
/** Secrets. The runner masks them in the log, but neither in the job summary nor in an escaped form. */
const secrets = new Set();
/** Removes secrets from a text, which an API that echoes requests might return. */
function clean(text) {
    return [...secrets].reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
}
/** The runner of this process, through GitHub's toolkit. */
const toolkit = {
    env: process.env,
    input: (name) => core/* getInput */.V4(name),
    setOutput: (name, value) => core/* setOutput */.uH(name, value),
    saveState: (name, value) => core/* saveState */.LZ(name, value),
    state: (name) => core/* getState */.Gu(name),
    mask: (secret) => {
        core/* setSecret */.Pq(secret);
        secrets.add(secret).add(plainHtml(secret));
    },
    debug: (message) => core/* debug */.Yz(plainLine(clean(message))),
    info: (message) => core/* info */.pq(plainLines(clean(message))),
    notice: (message) => core/* notice */.lm(plainLines(clean(message))),
    warning: (message) => core/* warning */.$e(plainLines(clean(message))),
    error: (title, message) => core/* error */.z3(plainLines(clean(message)), { title: plainLine(clean(title)) }),
    group: (title) => core/* startGroup */.Oh(plainLine(clean(title))),
    endGroup: () => core/* endGroup */.N4(),
    writeSummary: async (markup) => {
        await core/* summary */.z.emptyBuffer().addRaw(clean(markup), true).write({ overwrite: true });
    },
};


/***/ }),

/***/ 4822:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8877);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6780);
/* harmony import */ var _github_workflow_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(745);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2099);
/* harmony import */ var _net_system_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7545);
/* harmony import */ var _operations_index_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3381);
/* harmony import */ var _post_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(746);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(2954);








/** Time for a graceful shutdown: the runner sends SIGINT, SIGTERM 7.5 s later, then SIGKILL. */
const SHUTDOWN_GRACE_MS = 2_500;
// By default, V8 lets the heap grow further before it collects garbage: with 100,000 files by 20 MiB, which saves no time.
(0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)('--heap-growing-percent=5');
const cancellation = new AbortController();
for (const signalName of ['SIGINT', 'SIGTERM']) {
    process.once(signalName, () => {
        cancellation.abort(new _net_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CancelledError */ .cc(signalName));
        setTimeout(() => process.exit(1), SHUTDOWN_GRACE_MS).unref();
    });
}
const run = (0,_post_js__WEBPACK_IMPORTED_MODULE_6__/* .mainRan */ .R4)(_github_workflow_js__WEBPACK_IMPORTED_MODULE_2__/* .toolkit */ .VQ) ? _post_js__WEBPACK_IMPORTED_MODULE_6__/* .runPost */ .a2 : _run_js__WEBPACK_IMPORTED_MODULE_7__/* .runMain */ .V;
process.exitCode = await run({
    workflow: _github_workflow_js__WEBPACK_IMPORTED_MODULE_2__/* .toolkit */ .VQ,
    registry: _operations_index_js__WEBPACK_IMPORTED_MODULE_5__/* .registry */ .u,
    connect: _connection_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .N,
    clock: _net_system_js__WEBPACK_IMPORTED_MODULE_4__/* .systemClock */ .m,
    random: Math.random,
    signal: cancellation.signal,
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H6: () => (/* binding */ adapt),
/* harmony export */   fx: () => (/* binding */ MAX_CONCURRENCY),
/* harmony export */   vb: () => (/* binding */ startAdaptive)
/* harmony export */ });
/* unused harmony export INITIAL_CONCURRENCY */
/*
 * Finds the number of requests in flight that makes a transfer fastest, by trial:
 *
 * 1. It starts with 16 and measures the throughput over a window in which every request in flight ends about once.
 * 2. Then it tries twice as many. If that is faster by a clear margin, they are kept and doubled again at once.
 * 3. If not, it returns to the number before. From then on it alternately tries 1.5 times as many and two thirds as
 *    many, every two seconds, so that it follows a link or a server that changes. More are kept only if they are
 *    faster, and fewer whenever they are about as fast, so that no more requests are sent than are useful. These windows
 *    are longer: every request in flight ends about twice.
 * 4. A response that asks to slow down, or a timeout, ends a trial; outside a trial, it reduces the number by a third.
 * 5. A window in which the number was not reached, for lack of work or memory, is ignored.
 */
/** The number of requests in flight to start with. */
const INITIAL_CONCURRENCY = 16;
/** The maximum number of requests in flight, whatever is set or measured. */
const MAX_CONCURRENCY = 256;
/** Fewer would leave a fast link idle between two requests. */
const MIN_CONCURRENCY = 4;
/** The minimum size of a window while the limit is doubled. A limit that is too high because of it is soon lowered. */
const SHORT = { requestsPerLimit: 1, ms: 50 };
/** The minimum size of later windows. */
const LONG = { requestsPerLimit: 2, ms: 100 };
const DOUBLE = 2;
const TRIAL_EVERY_MS = 2000;
/** After an overload a trial would only cause the next one. */
const OVERLOAD_PAUSE_MS = 10_000;
const MORE = 1.5;
const FEWER = 1 / MORE;
/** The minimum share of the best possible gain that additional requests must bring. */
const WORTH = 0.15;
/** The overhead of a request, in bytes: it makes windows of small and of large files comparable. */
const REQUEST_BYTES = 64 * 1024;
/** Returns the state to start with. */
function startAdaptive(atMs) {
    return {
        limit: INITIAL_CONCURRENCY,
        window: newWindow(atMs, 0),
        trial: undefined,
        factor: DOUBLE,
        nextTrialMs: atMs,
    };
}
/** Returns the state after an event. */
function adapt(state, event) {
    if (event.kind === 'overloaded')
        return slowDown(state, event.atMs);
    const { limit } = state;
    const window = count(state.window, event);
    const minimum = state.factor === DOUBLE ? SHORT : LONG;
    const hasEnough = window.skip === 0 && window.requests >= minimum.requestsPerLimit * limit;
    if (!hasEnough || event.atMs - window.startMs < minimum.ms)
        return { ...state, window };
    if (window.peak < limit)
        return { ...endTrial(state, event.atMs), window: newWindow(event.atMs, 0) };
    const rate = (window.bytes + window.requests * REQUEST_BYTES) / (event.atMs - window.startMs);
    return evaluateWindow({ ...state, window: newWindow(event.atMs, 0) }, { limit, rate }, event.atMs);
}
function newWindow(startMs, skip) {
    return { skip, startMs, requests: 0, bytes: 0, peak: 0 };
}
function count(window, { atMs, bytes, inFlight }) {
    if (window.skip > 0)
        return { ...window, skip: window.skip - 1, startMs: atMs };
    const { skip, startMs, requests, peak } = window;
    return { skip, startMs, requests: requests + 1, bytes: window.bytes + bytes, peak: Math.max(peak, inFlight) };
}
/** Ends a trial by the throughput of its window, and begins the next one when it is due. */
function evaluateWindow(state, now, atMs) {
    const { trial, limit, factor, nextTrialMs } = state;
    if (trial === undefined)
        return atMs < nextTrialMs ? state : tryLimit(state, now, factor);
    const isLarger = limit > trial.limit;
    const isKept = isLarger ? isWorthIt(trial, now) : !isWorthIt(now, trial);
    return isKept ? tryLimit({ ...state, trial: undefined }, now, factor) : endTrial(state, atMs);
}
/** Returns whether the larger of two limits is faster by a sufficient margin. */
function isWorthIt(smaller, larger) {
    return larger.rate > smaller.rate * (1 + (larger.limit / smaller.limit - 1) * WORTH);
}
function tryLimit(state, now, factor) {
    const limit = scale(now.limit, factor);
    if (limit === now.limit)
        return endTrial(state, state.window.startMs);
    const skip = factor === DOUBLE ? 0 : now.limit;
    return { ...state, limit, trial: now, window: newWindow(state.window.startMs, skip) };
}
function scale(limit, factor) {
    return Math.min(MAX_CONCURRENCY, Math.max(MIN_CONCURRENCY, Math.ceil(limit * factor)));
}
/** Returns to the limit before the trial, if one is under way, and schedules the next trial, in the other direction. */
function endTrial(state, atMs) {
    const factor = state.factor > 1 ? FEWER : MORE;
    return setLimit(state, state.trial?.limit ?? state.limit, { atMs, factor, pauseMs: TRIAL_EVERY_MS });
}
function slowDown(state, atMs) {
    const { limit, trial, window } = state;
    const next = { atMs, factor: MORE, pauseMs: OVERLOAD_PAUSE_MS };
    if (trial !== undefined && trial.limit < limit)
        return setLimit(state, trial.limit, next);
    // The other requests that were in flight get the same response: once is enough.
    return window.skip > 0 ? state : setLimit(state, scale(limit, FEWER), next);
}
/** Sets a limit that holds until the next trial. */
function setLimit(state, limit, next) {
    const { atMs, factor, pauseMs } = next;
    const window = newWindow(atMs, limit === state.limit ? 0 : state.limit);
    return { limit, trial: undefined, factor, nextTrialMs: atMs + pauseMs, window };
}


/***/ }),

/***/ 7633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ ConcurrencyLimit),
/* harmony export */   DW: () => (/* binding */ forEachConcurrently),
/* harmony export */   G3: () => (/* binding */ allOrNothing),
/* harmony export */   Ir: () => (/* binding */ maxInFlight),
/* harmony export */   Jb: () => (/* binding */ attemptEach),
/* harmony export */   NH: () => (/* binding */ TaskGroup),
/* harmony export */   PQ: () => (/* binding */ separateErrors),
/* harmony export */   lo: () => (/* binding */ inTurn)
/* harmony export */ });
/* harmony import */ var _adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1840);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2099);


/**
 * Tasks that succeed or fail together: the first that fails aborts the others' signal, and {@link TaskGroup.settled}
 * throws its error when all have ended, so that nothing is left running.
 */
class TaskGroup {
    signal;
    #abort = new AbortController();
    #tasks = [];
    #failure;
    constructor(outer) {
        this.signal = AbortSignal.any([outer, this.#abort.signal]);
    }
    start(work) {
        this.#tasks.push(work(this.signal).catch((error) => this.fail(error)));
    }
    /** Records a failure. Only the first error is kept; later ones are its consequences. */
    fail(error) {
        this.#failure ??= { error };
        this.#abort.abort(error);
    }
    async settled() {
        // A task may have started others meanwhile.
        for (let ended = 0; ended < this.#tasks.length;) {
            ended = this.#tasks.length;
            await Promise.all(this.#tasks);
        }
        if (this.#failure !== undefined)
            throw this.#failure.error;
    }
}
/** Returns the maximum number of requests in flight. */
function maxInFlight(concurrency) {
    return concurrency === 'auto' ? _adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_CONCURRENCY */ .fx : concurrency;
}
/** The current limit of requests in flight, shared by all senders. */
class ConcurrencyLimit {
    #fixed;
    #clock;
    #adaptive;
    #inFlight = 0;
    constructor(concurrency, clock) {
        this.#fixed = concurrency === 'auto' ? undefined : concurrency;
        this.#clock = clock;
        this.#adaptive = (0,_adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .startAdaptive */ .vb)(clock.now());
    }
    get current() {
        return this.#fixed ?? this.#adaptive.limit;
    }
    /** Records the start of a request. Returns a function to call when it has ended, with the bytes transferred. */
    begin() {
        this.#inFlight += 1;
        return (bytes) => {
            this.#note({ kind: 'completed', atMs: this.#clock.now(), bytes, inFlight: this.#inFlight });
            this.#inFlight -= 1;
        };
    }
    /** Runs a piece of work that sends its requests one after the other and transfers no content. */
    async track(work) {
        const end = this.begin();
        try {
            await work();
        }
        finally {
            end(0);
        }
    }
    /** Records that a server asked to slow down, or did not respond in time. */
    noteOverload() {
        this.#note({ kind: 'overloaded', atMs: this.#clock.now() });
    }
    #note(event) {
        if (this.#fixed === undefined)
            this.#adaptive = (0,_adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .adapt */ .H6)(this.#adaptive, event);
    }
}
/**
 * Runs `work` on the items in order, at most as many at a time as the limit allows. The limit is read again whenever an
 * item ends.
 * The first error aborts the signal of the others and is thrown when they have ended.
 */
async function forEachConcurrently(items, limit, outer, work) {
    const group = new TaskGroup(outer);
    const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    const max = () => (typeof limit === 'number' ? limit : limit.current);
    let workers = 0;
    let isExhausted = false;
    const workThrough = async (signal) => {
        while (workers <= max()) {
            const next = await iterator.next();
            if (next.done === true) {
                isExhausted = true;
                return;
            }
            await work(next.value, signal);
            signal.throwIfAborted();
            addWorkers();
        }
        workers -= 1;
    };
    const addWorkers = () => {
        while (!isExhausted && workers < max()) {
            workers += 1;
            group.start(workThrough);
        }
    };
    addWorkers();
    try {
        await group.settled();
    }
    finally {
        await iterator.return?.();
    }
}
/**
 * Like {@link forEachConcurrently}, but an error does not stop the rest: it takes the place of the result of its item.
 *
 * @throws CancelledError
 */
async function attemptEach(items, limit, signal, work) {
    const results = [];
    await forEachConcurrently(items.entries(), limit, signal, ([index, item]) => limit.track(async () => {
        try {
            results[index] = await work(item);
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc || !Error.isError(error))
                throw error;
            results[index] = error;
        }
    }));
    return results;
}
/** Separates the results of {@link attemptEach} from the errors. */
function separateErrors(results) {
    const done = [];
    const failures = [];
    for (const result of results) {
        if (Error.isError(result))
            failures.push(result);
        else
            done.push(result);
    }
    return { done, failures };
}
async function allOrNothing(outer, ...works) {
    const results = [];
    const group = new TaskGroup(outer);
    for (const [index, work] of works.entries()) {
        group.start(async (signal) => {
            results[index] = await work(signal);
        });
    }
    await group.settled();
    return results;
}
/**
 * Yields the parts of sequences, one sequence after the other. At most `max` of them are read at the same time, each
 * one part ahead. An error is thrown when the turn of its part comes. If a part fails or the consumer stops early, the
 * rest is aborted, and has ended when this returns.
 */
async function* inTurn(outer, sequences, max, read) {
    const abort = new AbortController();
    const signal = AbortSignal.any([outer, abort.signal]);
    const iterator = Symbol.asyncIterator in sequences ? sequences[Symbol.asyncIterator]() : sequences[Symbol.iterator]();
    /** Returns whether there was another sequence. */
    async function* readNext() {
        const { done, value } = await iterator.next();
        if (done !== true)
            yield* read(value, signal);
        return done !== true;
    }
    const ahead = (parts) => {
        const next = parts.next();
        // Without this, an error would count as unhandled until its turn.
        next.catch(() => undefined);
        return { parts, next };
    };
    const begun = [];
    try {
        for (;;) {
            while (begun.length < max())
                begun.push(ahead(readNext()));
            const [current] = begun;
            if (current === undefined)
                return;
            const part = await current.next;
            if (part.done !== true) {
                begun[0] = ahead(current.parts);
                yield part.value;
            }
            else if (part.value)
                begun.shift();
            else
                return;
        }
    }
    finally {
        abort.abort();
        await Promise.allSettled(begun.map(({ next }) => next));
    }
}


/***/ }),

/***/ 2099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ PartialFailure),
/* harmony export */   DD: () => (/* binding */ causeChain),
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   M1: () => (/* binding */ ConnectionsClosedError),
/* harmony export */   Ur: () => (/* binding */ toNetworkError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   cc: () => (/* binding */ CancelledError),
/* harmony export */   fk: () => (/* binding */ RefusedError),
/* harmony export */   kc: () => (/* binding */ errorText),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   uw: () => (/* binding */ networkHint)
/* harmony export */ });
/**
 * The base of every error that this action throws on purpose. Its message says what failed and why, for users; the
 * title and the hint go with it into the annotation and the summary.
 */
class ActionError extends Error {
    title;
    hint;
    constructor(message, { title, hint, ...options }) {
        super(message, options);
        this.name = new.target.name;
        this.title = title;
        this.hint = hint;
    }
}
/** Valid inputs that this action does not act on, with what to do instead. */
class RefusedError extends ActionError {
    constructor(message, hint, options) {
        super(message, { title: 'Operation refused', hint, ...options });
    }
}
/** Some of several operations failed; the others succeeded. */
class PartialFailure extends ActionError {
    failures;
    constructor(message, failures) {
        super(message, { title: message, cause: failures[0] });
        this.failures = failures;
    }
}
/** Returns the text of an error. For an error that this action did not throw, it is only the message. */
function errorText(error) {
    if (error instanceof PartialFailure) {
        const failures = error.failures.map((failure) => `- ${errorText(failure).message}`);
        return { title: error.title, message: [`${error.message}:`, ...failures].join('\n') };
    }
    if (error instanceof ActionError) {
        const { title, message, hint } = error;
        return { title, message: hint === undefined ? message : `${message}\n${hint}` };
    }
    if (isFileSystemError(error))
        return { title: 'File system error', message: error.message };
    return { title: 'Unexpected error', message: messageOf(error) };
}
/** Returns the message of whatever was thrown. */
function messageOf(error) {
    return Error.isError(error) ? error.message : String(error);
}
/** Returns the error and its causes with their stacks, for the debug log. */
function causeChain(error) {
    if (!Error.isError(error))
        return String(error);
    const own = error.stack ?? `${error.name}: ${error.message}`;
    return error.cause === undefined ? own : `${own}\nCaused by: ${causeChain(error.cause)}`;
}
/** Returns whether Node reports an error about a local file or folder. Connection errors are already wrapped. */
function isFileSystemError(error) {
    return Error.isError(error) && 'syscall' in error && 'path' in error;
}
/**
 * A request that got no complete response. `sent` is false only if it is certain that the server never saw the request,
 * because no connection was made: such a request may be repeated, even a POST.
 */
class NetworkError extends ActionError {
    kind;
    host;
    constructor(kind, host, message, options) {
        super(message, { title: 'Network failure', ...options });
        this.kind = kind;
        this.host = host;
    }
    get sent() {
        return !['dns', 'refused', 'connect-timeout', 'tls', 'proxy'].includes(this.kind);
    }
    get isTimeout() {
        return ['connect-timeout', 'response-timeout', 'stalled'].includes(this.kind);
    }
    /** The failure, such as `connection to api.paperspace.com refused: connect ECONNREFUSED 10.0.0.1:443`. */
    get explanation() {
        return `${describeFailure[this.kind](this.host)}: ${this.message}`;
    }
}
const describeFailure = {
    dns: (host) => `could not resolve host name ${host}`,
    refused: (host) => `connection to ${host} refused`,
    'connect-timeout': (host) => `connection to ${host} timed out`,
    'response-timeout': (host) => `${host} did not respond in time`,
    stalled: (host) => `response from ${host} stalled`,
    tls: (host) => `TLS connection to ${host} failed`,
    proxy: (host) => `could not connect to ${host} through the proxy`,
    'connection-lost': (host) => `connection to ${host} lost`,
};
/** Returns what to do about a network failure. `setting` names the source of the address, such as `` `api-url` ``. */
function networkHint(kind, setting) {
    return networkHints[kind](setting);
}
const networkHints = {
    dns: (setting) => `Check the host name in ${setting} and the runner's network.`,
    refused: (setting) => `Check ${setting}, its port, and the runner's firewall.`,
    'connect-timeout': (setting) => `Check ${setting}, the runner's firewall, and \`HTTPS_PROXY\`.`,
    'response-timeout': () => 'Raise `request-timeout`, or re-run the job.',
    stalled: () => 'Raise `request-timeout`, or re-run the job.',
    tls: () => 'Behind a TLS-intercepting proxy, set `NODE_EXTRA_CA_CERTS` to the path of its CA certificate.',
    proxy: () => 'Check `HTTPS_PROXY` and `NO_PROXY`.',
    'connection-lost': () => 'Re-run the job; completed work is reused.',
};
/** A request on connections that this run has closed already. Another attempt would fail too. */
class ConnectionsClosedError extends ActionError {
    constructor(host, options) {
        super(`The connections to ${host} are closed`, { title: 'Storage connections closed', ...options });
    }
}
/** The run was told to stop (SIGINT, SIGTERM), and requests in flight were abandoned. */
class CancelledError extends ActionError {
    signalName;
    constructor(signalName) {
        super(`The step was cancelled by ${signalName}.`, { title: 'Cancelled' });
        this.signalName = signalName;
    }
}
const kindByCode = {
    ENOTFOUND: 'dns',
    EAI_AGAIN: 'dns',
    ECONNREFUSED: 'refused',
    EHOSTUNREACH: 'refused',
    ENETUNREACH: 'refused',
    UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
    UND_ERR_HEADERS_TIMEOUT: 'response-timeout',
    UND_ERR_BODY_TIMEOUT: 'stalled',
    ERR_PROXY_TUNNEL: 'proxy',
    ERR_PROXY_INVALID_CONFIG: 'proxy',
    UND_ERR_PRX_CONN: 'proxy',
    UND_ERR_PRX_TLS: 'proxy',
    ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
    SELF_SIGNED_CERT_IN_CHAIN: 'tls',
    UNABLE_TO_GET_ISSUER_CERT: 'tls',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
    CERT_HAS_EXPIRED: 'tls',
    CERT_NOT_YET_VALID: 'tls',
    EPROTO: 'tls',
};
/**
 * Turns what undici or the socket threw into a {@link NetworkError}. A cancelled run's reason is passed through as it
 * is, because an intentional stop is not a network failure.
 */
function toNetworkError(error, host) {
    if (error instanceof NetworkError || error instanceof CancelledError)
        return error;
    const codes = errorCodes(error);
    const message = Error.isError(error) ? innermost(error).message : String(error);
    const kind = codes.map((code) => kindByCode[code]).find((found) => found !== undefined);
    if (kind !== undefined)
        return new NetworkError(kind, host, message, { cause: error });
    if (/proxy/i.test(message))
        return new NetworkError('proxy', host, message, { cause: error });
    return new NetworkError('connection-lost', host, message, { cause: error });
}
/** Returns the innermost error: the error of several addresses that all failed has no text of its own. */
function innermost(error) {
    const inner = innerErrors(error).find((one) => Error.isError(one));
    return inner === undefined ? error : innermost(inner);
}
function errorCodes(error) {
    if (!Error.isError(error))
        return [];
    const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
    return [...own, ...innerErrors(error).flatMap(errorCodes)];
}
/** Returns the errors of an `AggregateError`, and the cause. */
function innerErrors(error) {
    const several = 'errors' in error ? error.errors : undefined;
    return [...(Array.isArray(several) ? several : []), error.cause];
}


/***/ }),

/***/ 7730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  au: () => (/* binding */ didYouMean),
  nV: () => (/* binding */ formatAge),
  z3: () => (/* binding */ formatBytes),
  XB: () => (/* binding */ formatChoice),
  P_: () => (/* binding */ formatCode),
  B4: () => (/* binding */ formatCount),
  a3: () => (/* binding */ formatDuration),
  Uv: () => (/* binding */ formatExactBytes),
  Sm: () => (/* binding */ formatInteger),
  ki: () => (/* binding */ formatList),
  fU: () => (/* binding */ formatTime),
  pK: () => (/* binding */ formatUsage)
});

// UNUSED EXPORTS: suggestions

;// CONCATENATED MODULE: ../../../node_modules/leven/index.js
const array = [];
const characterCodeCache = [];

function leven(first, second, options) {
	if (first === second) {
		return 0;
	}

	const maxDistance = options?.maxDistance;
	const swap = first;

	// Swapping the strings if `a` is longer than `b` so we know which one is the
	// shortest & which one is the longest
	if (first.length > second.length) {
		first = second;
		second = swap;
	}

	let firstLength = first.length;
	let secondLength = second.length;

	// Performing suffix trimming:
	// We can linearly drop suffix common to both strings since they
	// don't increase distance at all
	// Note: `~-` is the bitwise way to perform a `- 1` operation
	while (firstLength > 0 && (first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength))) {
		firstLength--;
		secondLength--;
	}

	// Performing prefix trimming
	// We can linearly drop prefix common to both strings since they
	// don't increase distance at all
	let start = 0;

	while (start < firstLength && (first.charCodeAt(start) === second.charCodeAt(start))) {
		start++;
	}

	firstLength -= start;
	secondLength -= start;

	// Early termination after trimming: if difference in length exceeds max distance
	if (maxDistance !== undefined && secondLength - firstLength > maxDistance) {
		return maxDistance;
	}

	if (firstLength === 0) {
		return maxDistance !== undefined && secondLength > maxDistance
			? maxDistance
			: secondLength;
	}

	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;

	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array[index] = ++index;
	}

	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;

		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array[index];
			// eslint-disable-next-line no-multi-assign
			result = array[index] = temporary > result
				? (temporary2 > result ? result + 1 : temporary2)
				: (temporary2 > temporary ? temporary + 1 : temporary2);
		}

		// Early termination: if all values in current row exceed maxDistance
		if (maxDistance !== undefined) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) {
				if (array[index] < rowMinimum) {
					rowMinimum = array[index];
				}
			}

			if (rowMinimum > maxDistance) {
				return maxDistance;
			}
		}
	}

	// Bound arrays to avoid retaining large previous sizes
	array.length = firstLength;
	characterCodeCache.length = firstLength;

	return maxDistance !== undefined && result > maxDistance ? maxDistance : result;
}

function closestMatch(target, candidates, options) {
	if (!Array.isArray(candidates) || candidates.length === 0) {
		return undefined;
	}

	const userMax = options?.maxDistance;
	const targetLength = target.length;

	// Exact match fast-path
	for (const candidate of candidates) {
		if (candidate === target) {
			return candidate;
		}
	}

	if (userMax === 0) {
		return undefined;
	}

	let best;
	let bestDist = Number.POSITIVE_INFINITY;
	const seen = new Set();

	for (const candidate of candidates) {
		if (seen.has(candidate)) {
			continue;
		}

		seen.add(candidate);

		const lengthDiff = Math.abs(candidate.length - targetLength);
		if (lengthDiff >= bestDist) {
			continue;
		}

		if (userMax !== undefined && lengthDiff > userMax) {
			continue;
		}

		const cap = Number.isFinite(bestDist)
			? (userMax === undefined ? bestDist : Math.min(bestDist, userMax))
			: userMax;

		const distance = cap === undefined
			? leven(target, candidate)
			: leven(target, candidate, {maxDistance: cap});

		// Skip candidates that exceed the user's maximum distance
		if (userMax !== undefined && distance > userMax) {
			continue;
		}

		// If we got a capped result that equals the cap, we need the actual distance
		// for accurate comparison, but only if the cap was due to userMax
		let actualD = distance;
		if (cap !== undefined && distance === cap && cap === userMax) {
			actualD = leven(target, candidate);
		}

		if (actualD < bestDist) {
			bestDist = actualD;
			best = candidate;
			if (bestDist === 0) {
				break;
			}
		}
	}

	if (userMax !== undefined && bestDist > userMax) {
		return undefined;
	}

	return best;
}

;// CONCATENATED MODULE: ./src/net/format.js
/** Formats numbers and suggestions for logs and summaries. Outputs stay plain numbers. */

const BYTE_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** Returns a size as `512 bytes`, `1.5 KiB` or `1.2 GiB`. */
function formatBytes(bytes) {
    if (bytes < 1024)
        return formatCount(Math.round(bytes), 'byte');
    let value = bytes / 1024;
    let power = 0;
    // A value that rounds to 1024.0 belongs to the next unit.
    while (value >= 1023.95 && power < BYTE_UNITS.length - 1) {
        value /= 1024;
        power += 1;
    }
    return `${value.toFixed(1)} ${BYTE_UNITS[power]}`;
}
/** Returns a size with its exact number of bytes, as `1.2 GiB (1,288,490,188 bytes)`. */
function formatExactBytes(bytes) {
    return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes, 'byte')})`;
}
/** Returns the size that the API reports as a text, or `''` if it reports none. */
function formatUsage(usageBytes) {
    if (usageBytes === null)
        return '';
    return /^\d{1,15}$/.test(usageBytes) ? formatExactBytes(Number(usageBytes)) : usageBytes;
}
/** Returns an integer as `12,345`. Node's own function loads data about languages, which takes 24 ms and 10 MiB. */
function formatInteger(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** Returns an integer with its noun, as `1 file`, `2 files` or `12,345 files`. */
function formatCount(count, noun) {
    return `${formatInteger(count)} ${noun}${count === 1 ? '' : 's'}`;
}
/** Joins texts, as `a`, `a and b` or `a, b, and c`. Without `Intl`, which would slow down every start. */
function formatList(texts, conjunction = 'and') {
    if (texts.length < 3)
        return texts.join(` ${conjunction} `);
    return `${texts.slice(0, -1).join(', ')}, ${conjunction} ${texts.at(-1)}`;
}
/** Returns a duration as `35 ms`, `0.4 s`, `12 s`, `1 min 12 s`, `2 h 5 min` or `3 d 4 h`. */
function formatDuration(ms) {
    if (ms < 95)
        return `${Math.round(ms)} ms`;
    if (ms < 9_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3_600)
        return pair(seconds, 60, 'min', 's');
    const minutes = Math.round(seconds / 60);
    return minutes < 1_440 ? pair(minutes, 60, 'h', 'min') : pair(Math.round(minutes / 60), 24, 'd', 'h');
}
function pair(value, size, large, small) {
    const rest = value % size;
    return rest === 0 ? `${value / size} ${large}` : `${Math.floor(value / size)} ${large} ${rest} ${small}`;
}
/** Returns a time of the API, in ISO 8601, as `2026-03-18 12:00 UTC`. */
function formatTime(iso) {
    return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
/** Returns how long ago a time of the API was, as `just now`, `5 minutes ago` or `3 days ago`. */
function formatAge(iso, nowMs) {
    const minutes = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 60_000));
    if (minutes === 0)
        return 'just now';
    if (minutes < 60)
        return `${formatCount(minutes, 'minute')} ago`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `${formatCount(hours, 'hour')} ago` : `${formatCount(Math.round(hours / 24), 'day')} ago`;
}
/** Returns a text between backticks, or quoted if it contains backticks or line breaks itself. */
function formatCode(text) {
    return /^[^`\r\n]+$/.test(text) ? `\`${text}\`` : JSON.stringify(text);
}
/** Returns choices as `` `a` or `b` `` or `` `a`, `b`, or `c` ``. */
function formatChoice(choices) {
    return formatList(choices.map(formatCode), 'or');
}
/** A shorter prefix is not specific enough. */
const MIN_PREFIX = 3;
const MAX_SUGGESTIONS = 5;
/**
 * Returns the choices that a misspelled text may mean: the first five that begin with it, otherwise the nearest one,
 * which may differ in a third of the text. Case does not count.
 */
function suggestions(written, choices) {
    const lower = written.toLowerCase();
    const begun = choices.filter((choice) => choice.toLowerCase().startsWith(lower));
    if (lower.length >= MIN_PREFIX && begun.length > 0)
        return begun.slice(0, MAX_SUGGESTIONS);
    const [nearest] = choices
        .map((choice) => ({ choice, distance: leven(lower, choice.toLowerCase()) }))
        .filter(({ distance }) => distance <= Math.max(1, lower.length / 3))
        .sort((a, b) => a.distance - b.distance);
    return nearest === undefined ? [] : [nearest.choice];
}
/** Returns `Did you mean …?` with the choices that a misspelled text may mean, or `''` if none is similar. */
function didYouMean(written, choices) {
    const near = suggestions(written, choices);
    return near.length === 0 ? '' : `Did you mean ${formatChoice(near)}?`;
}


/***/ }),

/***/ 9228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NM: () => (/* binding */ MAX_CONNECT_MS),
/* harmony export */   PS: () => (/* binding */ isRetryableStatus),
/* harmony export */   bD: () => (/* binding */ withRetry),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter),
/* harmony export */   zp: () => (/* binding */ isOverloadStatus)
/* harmony export */ });
/* unused harmony exports MAX_RETRY_AFTER_MS, retryDelay */
/** The maximum time to connect, in milliseconds, whatever the idle timeout is. */
const MAX_CONNECT_MS = 10_000;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
/** A longer `Retry-After` is cut to this. */
const MAX_RETRY_AFTER_MS = 60_000;
/** The statuses after which the same request can succeed (408, 425, 429 and every 5xx but 501 and 505). */
function isRetryableStatus(status) {
    return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
/** The statuses of a server that wants fewer requests: 429, and 503, which comes with S3's SlowDown. */
function isOverloadStatus(status) {
    return status === 429 || status === 503;
}
/**
 * Returns how long to wait after attempt number `attempt`, in milliseconds: the requested time, otherwise exponential
 * backoff with full jitter (uniform between zero and the ceiling, so that clients spread out).
 */
function retryDelay(attempt, random, retryAfterMs) {
    if (retryAfterMs !== undefined)
        return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
    const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
    return Math.round(random() * ceiling);
}
/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3), which is seconds or an HTTP date, as milliseconds from `now`.
 * Returns undefined if there is none or it is invalid; a date in the past is zero.
 */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const text = header.trim();
    if (/^\d+$/.test(text))
        return Number(text) * 1000;
    if (!/^[A-Za-z]{3},? /.test(text))
        return undefined;
    const date = Date.parse(text);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/**
 * Runs `attempt` until it succeeds, `decide` gives up on its error, or the retries are used up; then the last error is
 * thrown. Each retry is one line in the log: what, which attempt, why, and after how long.
 */
async function withRetry(what, retryContext, attempt, decide) {
    const { signal, retries } = retryContext;
    for (let number = 1;; number += 1) {
        signal.throwIfAborted();
        try {
            return await attempt(number);
        }
        catch (error) {
            signal.throwIfAborted();
            const decision = decide(error);
            if (decision.kind === 'retry' && decision.isOverload)
                retryContext.onOverload?.();
            if (decision.kind === 'give-up' || number > retries)
                throw error;
            await waitBeforeRetry(what, retryContext, number, decision);
        }
    }
}
async function waitBeforeRetry(what, { clock, log, random, retries, signal }, number, { cause, retryAfterMs }) {
    const delayMs = retryDelay(number, random, retryAfterMs);
    const seconds = (delayMs / 1000).toFixed(1);
    log.info(`Retrying in ${seconds} s: ${what} (attempt ${number + 1} of ${retries + 1}). Cause: ${cause}`);
    await clock.sleep(delayMs, signal);
}


/***/ }),

/***/ 7545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/** Defines the parts of the system that tests replace: the log, the clock and random numbers. */
/** The system clock. */
const systemClock = {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
        // Not imported: a step without waits should not load it.
        const { setTimeout } = process.getBuiltinModule('node:timers/promises');
        try {
            await setTimeout(ms, undefined, { signal });
        }
        catch (error) {
            throw signal?.aborted ? signal.reason : error;
        }
    },
};


/***/ }),

/***/ 3381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ registry)
/* harmony export */ });
/** A step loads the module of its own operation alone. */
const loaders = {
    'list-datasets': async () => (await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 924))).listDatasets,
    'create-dataset': async () => (await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 924))).createDataset,
    'get-dataset': async () => (await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 924))).getDataset,
    'update-dataset': async () => (await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 924))).updateDataset,
    'delete-dataset': async () => (await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 924))).deleteDataset,
    'list-versions': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).listVersions,
    'create-version': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).createVersion,
    'get-version': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).getVersion,
    'update-version': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).updateVersion,
    'delete-version': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).deleteVersion,
    'set-tags': async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).setTags,
    commit: async () => (await __nccwpck_require__.e(/* import() */ 416).then(__nccwpck_require__.bind(__nccwpck_require__, 416))).commit,
    snapshot: async () => (await __nccwpck_require__.e(/* import() */ 627).then(__nccwpck_require__.bind(__nccwpck_require__, 9627))).snapshot,
    promote: async () => (await __nccwpck_require__.e(/* import() */ 32).then(__nccwpck_require__.bind(__nccwpck_require__, 1032))).promote,
    prune: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(263), __nccwpck_require__.e(727)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7727))).prune,
    'upload-files': async () => (await __nccwpck_require__.e(/* import() */ 946).then(__nccwpck_require__.bind(__nccwpck_require__, 5946))).uploadFiles,
    'list-files': async () => (await __nccwpck_require__.e(/* import() */ 946).then(__nccwpck_require__.bind(__nccwpck_require__, 5946))).listFiles,
    diff: async () => (await __nccwpck_require__.e(/* import() */ 254).then(__nccwpck_require__.bind(__nccwpck_require__, 3254))).diff,
    'download-files': async () => (await __nccwpck_require__.e(/* import() */ 946).then(__nccwpck_require__.bind(__nccwpck_require__, 5946))).downloadFiles,
    verify: async () => (await __nccwpck_require__.e(/* import() */ 946).then(__nccwpck_require__.bind(__nccwpck_require__, 5946))).verify,
    'delete-files': async () => (await __nccwpck_require__.e(/* import() */ 946).then(__nccwpck_require__.bind(__nccwpck_require__, 5946))).deleteFiles,
};
const registry = new Map(Object.entries(loaders));


/***/ }),

/***/ 1467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  dz: () => (/* binding */ InputError),
  j$: () => (/* binding */ commonInputs),
  vj: () => (/* binding */ inputNames),
  QL: () => (/* binding */ inputs),
  c5: () => (/* binding */ nameSources),
  rW: () => (/* binding */ parseBoth),
  TL: () => (/* binding */ parseInputs),
  P$: () => (/* binding */ parseSettings),
  t9: () => (/* binding */ readGivenInputs),
  nf: () => (/* binding */ reclaimInputs),
  Ys: () => (/* binding */ rejectProblems),
  _y: () => (/* binding */ secretInputs),
  ui: () => (/* binding */ wantsSummary)
});

// EXTERNAL MODULE: ./src/net/adaptive-concurrency.js
var adaptive_concurrency = __nccwpck_require__(1840);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __nccwpck_require__(2099);
// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __nccwpck_require__(7730);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __nccwpck_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/references.js
var references = __nccwpck_require__(2405);
// EXTERNAL MODULE: ./src/paperspace/schema.js
var schema = __nccwpck_require__(4392);
// EXTERNAL MODULE: ./src/paperspace/snapshot-mark.js
var snapshot_mark = __nccwpck_require__(2817);
;// CONCATENATED MODULE: ./src/operations/input-parsers.js
/** The kinds of inputs: what each accepts, and how it is parsed. */





/** What a parser returns for a text that the input does not accept. */
class Rejected {
    /** Adds details to what the input accepts: a sentence, or nothing. */
    reason;
    constructor(reason = '') {
        this.reason = reason;
    }
}
/** A text without the white space around it. */
const input_parsers_text = {
    accepts: 'text',
    missing: 'is missing',
    parse: (value) => value.trim(),
};
/** `true` or `false`, as YAML 1.2 writes them. */
const input_parsers_boolean = {
    accepts: '`true` or `false`',
    parse: (value) => {
        const word = value.trim();
        if (['true', 'True', 'TRUE'].includes(word))
            return true;
        if (['false', 'False', 'FALSE'].includes(word))
            return false;
        return new Rejected();
    },
};
/** A whole number within bounds, in decimal digits only. */
function integer(least, most = Number.MAX_SAFE_INTEGER) {
    const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    return {
        accepts: `a whole number ${bounds}`,
        parse: (value) => {
            const digits = value.trim();
            const number = Number(digits);
            if (!/^\d{1,16}$/.test(digits) || number < least || number > most)
                return new Rejected();
            return number;
        },
    };
}
/** A whole number within bounds, or a word. */
function integerOr(word, least, most) {
    const number = integer(least, most);
    return {
        accepts: `\`${word}\` or ${number.accepts}`,
        parse: (value) => (value.trim() === word ? word : number.parse(value)),
    };
}
/** One of a few words. */
function oneOf(...words) {
    return {
        accepts: (0,format/* formatChoice */.XB)(words),
        parse: (value) => {
            const found = words.find((word) => word === value.trim());
            if (found === undefined)
                return new Rejected((0,format/* didYouMean */.au)(value.trim(), words));
            return found;
        },
    };
}
/** Lines that are not empty, trimmed. */
function lines(value) {
    return value
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/** Words between commas or line breaks, trimmed, without empty ones and repetitions. */
function words(value) {
    return [...new Set(value.split(/[,\r\n]/).map((word) => word.trim()))].filter((word) => word !== '');
}
const UNITS_MS = {
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    w: 604_800_000,
};
const MAX_DURATION_MS = 100 * 365 * 86_400_000;
/** A duration such as `90m`, `12h`, `30d` or `4w`, in milliseconds, of at least `leastMs`. */
function duration(leastMs = 0, leastText = '') {
    const floor = leastText === '' ? '' : `, at least ${leastText}`;
    return {
        accepts: `a duration such as \`12h\`, \`30d\` or \`4w\`${floor}`,
        parse: (value) => {
            const [, amount, unit] = /^(\d{1,9})([mhdw])$/.exec(value.trim()) ?? [];
            const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
            if (amount === undefined || unitMs === undefined)
                return new Rejected();
            const ms = Number(amount) * unitMs;
            if (ms === 0)
                return new Rejected('It must be greater than zero');
            if (ms < leastMs)
                return new Rejected('A running job may still be filling a draft of that age');
            if (ms > MAX_DURATION_MS)
                return new Rejected('It must not exceed 100 years');
            return ms;
        },
    };
}
/** A JSON or YAML mapping. The keys `snapshot` and `github` are reserved for the action. */
const metadata = {
    accepts: 'a JSON or YAML mapping',
    parse: async (text) => {
        // What is not JSON may still be YAML in flow style, and the YAML parser has the better message.
        const json = text.trimStart().startsWith('{') ? (0,schema/* parseJson */.qF)(text) : undefined;
        const value = json ?? (await parseYaml(text));
        if (value instanceof Rejected)
            return value;
        if (!(0,schema/* isMapping */.pi)(value))
            return new Rejected();
        const problem = jsonProblem(value);
        if (problem !== undefined)
            return new Rejected(problem);
        if (snapshot_mark/* RESERVED_KEYS */.a1.every((key) => !Object.hasOwn(value, key)))
            return value;
        return new Rejected(`The keys \`${snapshot_mark/* RESERVED_KEYS */.a1.join('` and `')}\` are reserved for this action`);
    },
};
/** Loads the YAML parser, which most steps do not need: they have no metadata, or JSON. */
async function parseYaml(text) {
    const { parse } = await __nccwpck_require__.e(/* import() */ 917).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1917, 19));
    try {
        return parse(text, { schema: 'core', maxAliasCount: 100, prettyErrors: false, logLevel: 'error' });
    }
    catch (error) {
        return new Rejected(`It is not valid YAML: ${String(error).replace(/^\w*Error: /, '')}`);
    }
}
const MAX_DEPTH = 64;
/** From here on JavaScript writes whole numbers with an exponent, which shows that they are not exact. */
const MIN_EXPONENTIAL = 1e21;
/** Returns why JSON cannot represent a value as it was written, or undefined if it can. */
function jsonProblem(value, depth = 0) {
    if (depth > MAX_DEPTH)
        return `It is nested deeper than ${MAX_DEPTH} levels`;
    if (typeof value === 'number')
        return numberProblem(value);
    if (value === null || typeof value !== 'object')
        return undefined;
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
        return `It contains a ${value.constructor.name}, which JSON cannot represent`;
    }
    if (Object.hasOwn(value, '__proto__'))
        return 'It contains the key __proto__';
    for (const child of Object.values(value)) {
        const problem = jsonProblem(child, depth + 1);
        if (problem !== undefined)
            return problem;
    }
    return undefined;
}
function numberProblem(value) {
    if (!Number.isFinite(value))
        return `It contains ${value}, which JSON cannot represent`;
    const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
    if (isExact || Math.abs(value) >= MIN_EXPONENTIAL)
        return undefined;
    return `It contains a whole number near ${value} that is too large to be exact: put it in quotes`;
}
const reference = {
    accepts: 'a dataset as `ID-or-NAME`, or with a version as `ID-or-NAME:VERSION`',
    parse: (value) => (0,references/* parseReference */.F2)(value) ?? new Rejected(),
};
/** The API takes tags as one comma-separated text, so no tag contains a comma; `latest` is reserved. */
const tags = {
    accepts: 'tags separated by commas or line breaks',
    parse: (value) => {
        const list = words(value);
        if (list.length === 0)
            return new Rejected();
        if (list.includes(references/* LATEST */.k0))
            return new Rejected(`\`${references/* LATEST */.k0}\` always means the newest committed version`);
        return list;
    },
};
const nullableText = {
    accepts: 'text, or `null` to clear it',
    parse: (value) => (value.trim() === 'null' ? null : value.trim()),
};
const globs = { accepts: 'globs or paths, one per line', parse: lines };
const tagGlobs = {
    accepts: 'globs separated by commas or line breaks',
    parse: words,
};
const httpUrl = {
    accepts: 'an http or https URL',
    parse: (value) => {
        const text = value.trim();
        const url = URL.parse(text);
        if (url === null || !['http:', 'https:'].includes(url.protocol)) {
            return new Rejected(isHost(text) ? `Did you mean \`https://${text}\`?` : '');
        }
        if (url.username !== '' || url.password !== '')
            return new Rejected('It must not contain credentials');
        return url;
    },
};
/** Returns whether the text is a host name, perhaps with a port or a path, such as `nyc3.example.com`. */
function isHost(text) {
    return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/\S*)?$/i.test(text);
}
/** Returns whether a host is this machine, whatever its name resolves to. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
const apiUrl = {
    accepts: 'an https URL (http on loopback only)',
    parse: async (value) => {
        const url = await httpUrl.parse(value);
        if (url instanceof Rejected)
            return url;
        if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
            return new Rejected('The API key would be sent unencrypted');
        }
        if (url.search !== '' || url.hash !== '')
            return new Rejected('It must not contain a query or a fragment');
        return url;
    },
};
/** The key is sent in a header, so it may contain only characters that are valid there. Its value is never shown. */
const apiKey = {
    accepts: 'an API key of the team that owns the dataset',
    missing: `is missing, and the environment variable PAPERSPACE_API_KEY is not set. ${paperspace_errors/* API_KEY_HINT */.Tb}`,
    parse: (value) => {
        if (/^[\x21-\x7e]+$/.test(value.trim()))
            return value.trim();
        return new Rejected('It contains whitespace or other characters that an API key cannot contain');
    },
};
/** A folder inside a version: without a leading slash, and with a trailing one unless it is the root. */
const folder = {
    accepts: 'a folder inside the version, such as `/` or `train/images`',
    parse: (value) => {
        const segments = value
            .trim()
            .split('/')
            .filter((segment) => segment !== '');
        if (segments.includes('.') || segments.includes('..'))
            return new Rejected('It must not contain `.` or `..`');
        return segments.map((segment) => `${segment}/`).join('');
    },
};

;// CONCATENATED MODULE: ./src/operations/inputs.js
/** The catalog of inputs, and how a step's inputs are read and parsed. A test compares it with `action.yml`. */




const SIX_HOURS_MS = 6 * 3_600_000;
/** Every input of the action. One with a default always has a value. */
const inputs = {
    operation: { ...input_parsers_text, default: 'snapshot' },
    'api-key': { ...apiKey, variables: ['PAPERSPACE_API_KEY'], secret: true },
    'api-url': { ...apiUrl, default: 'https://api.paperspace.com/v1' },
    dataset: reference,
    version: input_parsers_text,
    name: input_parsers_text,
    description: nullableText,
    public: { ...input_parsers_boolean, default: 'false' },
    'if-exists': { ...oneOf('error', 'reuse'), default: 'error' },
    'storage-provider-id': input_parsers_text,
    message: input_parsers_text,
    tags: tags,
    'tags-mode': { ...oneOf('replace', 'add', 'remove', 'clear'), default: 'replace' },
    metadata: metadata,
    provenance: { ...input_parsers_boolean, default: 'true' },
    key: input_parsers_text,
    'job-index': { ...input_parsers_text, default: '0', expression: 'strategy.job-index' },
    commit: { ...input_parsers_boolean, default: 'true' },
    'on-failure': { ...oneOf('keep', 'delete'), default: 'keep' },
    limit: { ...integer(0), default: '100' },
    after: input_parsers_text,
    order: { ...oneOf('desc', 'asc'), default: 'desc' },
    privacy: input_parsers_text,
    'team-id': input_parsers_text,
    committed: { ...oneOf('any', 'true', 'false'), default: 'any' },
    against: input_parsers_text,
    path: globs,
    include: { ...globs, accepts: 'globs, one per line' },
    destination: { ...folder, default: '/' },
    'if-no-files-found': { ...oneOf('error', 'warn', 'ignore'), default: 'error' },
    'include-hidden-files': { ...input_parsers_boolean, default: 'false' },
    incremental: { ...input_parsers_boolean, default: 'true' },
    'allow-empty': { ...input_parsers_boolean, default: 'false' },
    'skip-if-unchanged': { ...input_parsers_boolean, default: 'false' },
    clean: { ...input_parsers_boolean, default: 'false' },
    depth: { ...oneOf('quick', 'full'), default: 'quick' },
    'write-manifest': { ...input_parsers_boolean, default: 'false' },
    'expect-files': integer(0),
    'expect-bytes': integer(0),
    concurrency: { ...integerOr('auto', 1, adaptive_concurrency/* MAX_CONCURRENCY */.fx), default: 'auto' },
    's3-endpoint': { ...httpUrl, variables: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'] },
    's3-region': { ...input_parsers_text, variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
    'storage-prefix': { ...folder, default: 'data/' },
    'keep-last': integer(1),
    'older-than': duration(),
    'drafts-older-than': duration(SIX_HOURS_MS, '6h'),
    'prune-tags': tagGlobs,
    'delete-files': { ...input_parsers_boolean, default: 'false' },
    orphans: { ...input_parsers_boolean, default: 'false' },
    'dry-run': { ...input_parsers_boolean, default: 'false' },
    'release-notes': { ...input_parsers_boolean, default: 'false' },
    comment: { ...input_parsers_boolean, default: 'false' },
    'github-token': { ...input_parsers_text, expression: 'github.token', secret: true },
    summary: { ...input_parsers_boolean, default: 'true' },
    retries: { ...integer(0, 20), default: '5' },
    'request-timeout': { ...integer(1, 3600), default: '30' },
};
/** The names of all inputs. */
const inputNames = Object.keys(inputs).filter((name) => name in inputs);
/** The inputs whose values are masked in the log. */
const secretInputs = inputNames.filter((name) => entryOf(name).secret === true);
function entryOf(name) {
    return inputs[name];
}
/** The inputs that every operation takes. */
const commonInputs = [
    'operation',
    'api-key',
    'api-url',
    'retries',
    'request-timeout',
    'summary',
];
/** The inputs of operations that delete storage with versions. */
const reclaimInputs = [
    'delete-files',
    's3-endpoint',
    's3-region',
    'concurrency',
];
/** Reads the texts of all inputs. If an input is empty, its environment variable is used. */
function readGivenInputs({ input, env }) {
    const raw = {};
    const sources = {};
    for (const name of inputNames) {
        const { variables = [] } = entryOf(name);
        const given = input(name);
        const variable = variables.find((one) => env[one]?.trim());
        if (given.trim() !== '') {
            raw[name] = given;
        }
        else if (variable !== undefined) {
            raw[name] = env[variable] ?? '';
            sources[name] = variable;
        }
    }
    return { raw, sources };
}
/** All problems with the inputs of a step, found before any request is sent. */
class InputError extends errors/* ActionError */.lZ {
    problems;
    constructor(problems) {
        const title = problems.length === 1 ? 'Invalid input' : `${problems.length} invalid inputs`;
        super(problems.map(describeProblem).join('\n'), { title });
        this.problems = problems;
    }
}
function describeProblem({ input, variable, message }) {
    return `${variable === undefined ? `Input \`${input}\`` : `Variable \`${variable}\``} ${message}`;
}
/** Returns the same error, which names the environment variables of texts that do not come from an input. */
function nameSources(error, { sources }) {
    if (!(error instanceof InputError))
        return error;
    return new InputError(error.problems.map((problem) => ({ ...problem, variable: sources[problem.input] })));
}
const MAX_SHOWN_LENGTH = 80;
/** The credentials before the host of a URL. */
const CREDENTIALS = /\/\/[^/\s]*@/g;
/**
 * Parses inputs.
 *
 * @param accepts what an input accepts here, in words, if that differs from other operations
 * @throws InputError with all problems at once
 */
async function parseInputs(raw, required, optional = [], accepts = {}) {
    const problems = [];
    const values = {};
    for (const name of [...required, ...optional]) {
        const kind = entryOf(name);
        const given = raw[name]?.trim() ? raw[name] : kind.default;
        if (given === undefined || given === '') {
            const message = kind.missing ?? `is missing. It must be ${accepts[name] ?? kind.accepts}`;
            if (required.some((one) => one === name))
                problems.push({ input: name, message });
            continue;
        }
        const value = await kind.parse(given);
        if (value instanceof Rejected)
            problems.push({ input: name, message: rejection(kind, given, value) });
        else
            values[name] = value;
    }
    rejectProblems(problems);
    // Each name was parsed by its own kind above, which the compiler cannot follow through the loop.
    return values;
}
/** Waits for two parts of the inputs. Throws one {@link InputError} with the problems of both. */
async function parseBoth(...parts) {
    const settled = await Promise.allSettled(parts);
    const errors = settled.flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
    const defect = errors.find((error) => !(error instanceof InputError));
    if (defect !== undefined)
        throw defect;
    rejectProblems(errors.flatMap((error) => (error instanceof InputError ? error.problems : [])));
    return Promise.all(parts);
}
/** Throws an {@link InputError} unless the list is empty. */
function rejectProblems(problems) {
    if (problems.length > 0)
        throw new InputError(problems);
}
function rejection({ accepts, secret }, given, { reason }) {
    const open = given.replaceAll(CREDENTIALS, '//***@').trim();
    const shown = open.length > MAX_SHOWN_LENGTH ? `${open.slice(0, MAX_SHOWN_LENGTH)}…` : open;
    const not = secret ? '' : `, not ${(0,format/* formatCode */.P_)(shown)}`;
    return `must be ${accepts}${not}${reason === '' ? '' : `. ${reason}`}`;
}
/** Parses the inputs that every operation takes. Throws an {@link InputError}. */
async function parseSettings(raw) {
    const values = await parseInputs(raw, ['api-key'], ['api-url', 'retries', 'request-timeout', 'summary']);
    return {
        apiKey: values['api-key'],
        apiUrl: values['api-url'],
        retries: values.retries,
        idleTimeoutMs: values['request-timeout'] * 1000,
    };
}
/** Returns whether to write a job summary. Returns true if that input is invalid, so that the summary can report it. */
async function wantsSummary(raw) {
    return parseInputs(raw, [], ['summary']).then(({ summary }) => summary, () => true);
}


/***/ }),

/***/ 5704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Sv: () => (/* binding */ unusedInputs),
/* harmony export */   XN: () => (/* binding */ chooseOperation),
/* harmony export */   h9: () => (/* binding */ defineOperation)
/* harmony export */ });
/* unused harmony exports loadAll, DatasetTarget, VersionTarget, targetReaders */
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7730);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2405);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1467);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2355);
/** Defines operations, and resolves their inputs `dataset` and `version`. */




/** Turns a definition, which alone knows the types of its inputs, into an operation. */
function defineOperation(definition) {
    const { name, calls, purpose, target: kind, required = [], optional = [], outputs, check, run } = definition;
    const parseValues = async (raw) => {
        const values = await (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)(raw, required, optional, definition.accepts);
        (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectProblems */ .Ys)(check?.(values) ?? []);
        return values;
    };
    return {
        name,
        calls,
        purpose,
        required: [...(kind === 'none' ? [] : ['dataset']), ...required],
        optional: [...(kind === 'version' || kind === 'version-id' ? ['version'] : []), ...optional],
        outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_2__/* .commonOutputs */ .e5, ...outputs],
        prepare: async (raw) => {
            const [resolve, values] = await (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoth */ .rW)(targetReaders[kind](raw, name), parseValues(raw));
            return async (step, services) => run(step, { ...values, target: await resolve(services.paperspace) }, services);
        },
    };
}
/** Loads all operations, in the order of the registry. */
function loadAll(registry) {
    return Promise.all([...registry.values()].map((load) => load()));
}
/** Loads the operation that the input names. Throws an `InputError`. */
async function chooseOperation(raw, registry) {
    const wanted = (raw.operation ?? _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.operation.default).trim();
    const load = registry.get(wanted);
    if (load !== undefined)
        return load();
    const names = [...registry.keys()];
    const help = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(wanted, names) || `Valid operations: ${names.join(', ')}`;
    const message = `must be an operation, not ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCode */ .P_)(wanted)}. ${help}`;
    throw new _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz([{ input: 'operation', message }]);
}
/** Returns a line for each input that is given but that the operation does not use. */
async function unusedInputs(given, operation, registry) {
    const used = new Set([..._inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .commonInputs */ .j$, ...operation.required, ...operation.optional]);
    const unused = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputNames */ .vj.filter((name) => !used.has(name) && isGiven(name, given));
    if (unused.length === 0)
        return [];
    const operations = await loadAll(registry);
    return unused.map((name) => {
        const users = operations.filter(({ required, optional }) => [...required, ...optional].includes(name));
        const hint = users.length === 0 ? 'no operation uses it' : `it applies to ${users.map((user) => user.name).join(', ')}`;
        return `Input \`${name}\` has no effect on ${operation.name}: ${hint}`;
    });
}
/** Returns whether an input is set to another value than its default. The value of an expression is unknown here. */
function isGiven(name, { raw, sources }) {
    const kind = _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL[name];
    return name in raw && !(name in sources) && raw[name] !== kind.default && kind.expression === undefined;
}
/** A dataset that was given by its ID or found by its name. */
class DatasetTarget {
    datasetId;
    /** The dataset's ID, and its name if that was looked up. */
    outputs;
    paperspace;
    #dataset;
    constructor(paperspace, { id, dataset }) {
        this.paperspace = paperspace;
        this.datasetId = id;
        this.outputs = dataset === undefined ? { 'dataset-id': id } : (0,_step_js__WEBPACK_IMPORTED_MODULE_2__/* .datasetOutputs */ .T0)(dataset);
        this.#dataset = dataset;
    }
    /** The dataset as shown to users: `flowers (dst364npcw6ccok)`, or the ID if the name is not known. */
    get label() {
        return this.#dataset?.name == null ? this.datasetId : `${this.#dataset.name} (${this.datasetId})`;
    }
    /** Reads the dataset, unless finding its ID read it already. */
    async readDataset() {
        return this.#dataset ?? this.paperspace.getDataset(this.datasetId);
    }
    /** Returns a version as shown to users: `flowers:v1.2.0 (dst364npcw6ccok:fo5rp4m)`. */
    describe({ version, tags: [tag = version] }) {
        const ref = `${this.datasetId}:${version}`;
        return this.#dataset?.name == null ? ref : `${this.#dataset.name}:${tag} (${ref})`;
    }
}
/** A version of a dataset, which is read or looked up only if an operation asks for it. */
class VersionTarget extends DatasetTarget {
    #version;
    constructor(paperspace, dataset, version) {
        super(paperspace, dataset);
        this.#version = version;
    }
    /** `DATASET-ID:VERSION`, where VERSION is an ID, a tag or `latest`, as the user wrote it. */
    get ref() {
        return `${this.datasetId}:${this.#version}`;
    }
    /** Reads the version. A tag costs no second request. */
    read() {
        return (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .readVersion */ .$4)(this.paperspace, this.datasetId, this.#version);
    }
    /**
     * Calls `use` with the version's ID. A text in the form of an ID is used without being read first, and looked up as a
     * tag only if `use` fails with a 404.
     */
    withId(use) {
        return (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .withVersionId */ .C1)(this.paperspace, this.datasetId, this.#version, use);
    }
}
/** The parsers of the inputs `dataset` and `version`, by kind of target. They send nothing, and throw an `InputError`. */
const targetReaders = {
    none: async () => async () => undefined,
    dataset: async (raw, operation) => {
        const { dataset } = await (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)(raw, ['dataset']);
        (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectProblems */ .Ys)(versionProblems(dataset, operation));
        return async (paperspace) => new DatasetTarget(paperspace, await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveDataset */ .$X)(paperspace, dataset.dataset));
    },
    version: async (raw) => {
        const { dataset, version } = await readReference(raw);
        return async (paperspace) => new VersionTarget(paperspace, await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveDataset */ .$X)(paperspace, dataset), version);
    },
    'dataset-id': async (raw, operation) => {
        const { dataset } = await (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)(raw, ['dataset']);
        (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectProblems */ .Ys)([...versionProblems(dataset, operation), ...idProblems('dataset', dataset.dataset)]);
        return async () => ({ datasetId: dataset.dataset });
    },
    'version-id': async (raw) => {
        const { dataset, version } = await readReference(raw);
        (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectProblems */ .Ys)([...idProblems('dataset', dataset), ...idProblems('version', version)]);
        return async () => ({ datasetId: dataset, versionId: version });
    },
};
/** Reads a dataset and its version, which is given after a colon in `dataset`, in `version`, or as the same in both. */
async function readReference(raw) {
    const { dataset: reference, version = reference.version } = await (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)(raw, ['dataset'], ['version']);
    if (version === undefined) {
        const message = 'is missing. Write `dataset` as ID-or-NAME:VERSION, or set `version` to a version ID, a tag or `latest`';
        throw new _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz([{ input: 'version', message }]);
    }
    if (reference.version !== undefined && version !== reference.version) {
        const message = `is ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCode */ .P_)(version)}, but \`dataset\` names the version ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCode */ .P_)(reference.version)}`;
        throw new _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz([{ input: 'version', message }]);
    }
    return { dataset: reference.dataset, version };
}
/** An operation on a whole dataset must not ignore a version that was given. */
function versionProblems({ version }, operation) {
    if (version === undefined)
        return [];
    const named = `names the version ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCode */ .P_)(version)}, but`;
    // The runner fills in the default, so an omitted `operation` looks like the same value in the workflow.
    const message = operation === _inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputs */ .QL.operation.default
        ? `${named} the operation is \`${operation}\` (the default if \`operation\` is not set), which works on a whole dataset. Did you mean \`operation: download-files\`?`
        : `${named} ${operation} works on a whole dataset`;
    return [{ input: 'dataset', message }];
}
const ids = {
    dataset: { isId: _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .isDatasetId */ .OJ, accepts: 'a dataset ID (`ds` and 13 characters from a-z0-9)', not: 'its name' },
    version: { isId: _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersionId */ .A_, accepts: 'a version ID (7 characters from a-z0-9)', not: 'its tag' },
};
/** Deletions accept IDs only, because a name or a tag may move in the meantime. */
function idProblems(input, text) {
    const { isId, accepts, not } = ids[input];
    if (isId(text))
        return [];
    return [{ input, message: `must be ${accepts}, not ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCode */ .P_)(text)}. A ${input} cannot be deleted by ${not}` }];
}


/***/ }),

/***/ 2355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CX: () => (/* binding */ versionOutputNames),
/* harmony export */   T0: () => (/* binding */ datasetOutputs),
/* harmony export */   V7: () => (/* binding */ versionOutputs),
/* harmony export */   YA: () => (/* binding */ datasetOutputNames),
/* harmony export */   e5: () => (/* binding */ commonOutputs)
/* harmony export */ });
/** The names of the outputs that every operation sets. */
const commonOutputs = ['outcome', 'result', 'result-path'];
/** The names of the outputs about the dataset. */
const datasetOutputNames = ['dataset-id', 'dataset-name'];
/** The names of the outputs about the version. */
const versionOutputNames = [
    ...datasetOutputNames,
    'version',
    'ref',
    'tags',
    'url',
    'is-committed',
    'message',
    'usage-bytes',
];
/** Returns the outputs about a dataset. */
function datasetOutputs({ id, name }) {
    return { 'dataset-id': id, ...(name === null ? {} : { 'dataset-name': name }) };
}
/** Returns the outputs about a version, without those that are null in the API. */
function versionOutputs(version) {
    return {
        'dataset-id': version.datasetId,
        version: version.version,
        ref: `${version.datasetId}:${version.version}`,
        tags: version.tags,
        'is-committed': version.isCommitted,
        ...(version.url === null ? {} : { url: version.url }),
        ...(version.message === null ? {} : { message: version.message }),
        ...(version.usageBytes === null ? {} : { 'usage-bytes': version.usageBytes }),
    };
}


/***/ }),

/***/ 4548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ PaperspaceClient)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2099);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(9228);
/* harmony import */ var _confirm_change_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(608);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2548);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4392);
/* harmony import */ var _snapshot_mark_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2817);







/**
 * Calls of the datasets API. Reads are retried as they are; a change whose response was lost is read back first, and
 * sent again only if it did not take effect. Every method throws a `PaperspaceError` if the API refuses, cannot be
 * reached or sends an invalid response, an `InvalidIdError` for an ID that cannot be part of a path, and the signal's
 * reason when the run is cancelled.
 */
class PaperspaceClient {
    #sendRequest;
    #retryContext;
    constructor(sendRequest, retryContext) {
        this.#sendRequest = sendRequest;
        this.#retryContext = retryContext;
    }
    /** Lists one page of datasets. */
    async listDatasets(query = {}) {
        return (await this.#listDatasets(query)).value;
    }
    #listDatasets(query) {
        const path = `/datasets${queryString(query)}`;
        return this.#read({ operation: 'list', subject: 'datasets', method: 'GET', path, schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .datasetPageSchema */ .lv });
    }
    /**
     * Creates a dataset. No field of it could identify the attempt that created it: after a lost response the one new
     * dataset with the name is assumed to be the result. Throws an `AmbiguousError` if there are several.
     */
    createDataset(fields) {
        const { clock } = this.#retryContext;
        const sentAtMs = clock.now();
        const call = { operation: 'create dataset', subject: fields.name, method: 'POST', path: '/datasets' };
        return this.#change({ ...call, body: fields, schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .datasetSchema */ .eS }, () => (0,_confirm_change_js__WEBPACK_IMPORTED_MODULE_2__/* .findNewDataset */ .uC)(fields, sentAtMs, (query) => this.#listDatasets(query), clock));
    }
    async getDataset(id) {
        return (await this.#read({ ...datasetRequest('GET', id), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .datasetSchema */ .eS })).value;
    }
    /** Changes only the given fields; null clears the description. */
    async updateDataset(id, change) {
        const call = { ...datasetRequest('PUT', id), body: change, schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .datasetSchema */ .eS };
        return (await this.#change(call, async () => ifDone(await this.getDataset(id), change))).value;
    }
    /** Deletes a dataset. After a lost response, a 404 is success. */
    deleteDataset(id) {
        const call = { ...datasetRequest('DELETE', id), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .deletedDatasetSchema */ .$h };
        return this.#delete(call, () => this.getDataset(id), { id });
    }
    /** Lists one page of versions. */
    async listVersions(datasetId, query = {}) {
        const path = `${versionsPath(datasetId)}${queryString(query)}`;
        const call = { operation: 'list versions of', subject: datasetId, method: 'GET', path };
        return (await this.#read({ ...call, schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .versionPageSchema */ .Jt })).value;
    }
    /**
     * Creates a draft. `fields.metadata` must carry the attempt of the mark (see `withMark`): it identifies the version
     * after a lost response.
     */
    createVersion(datasetId, fields) {
        const { attempt } = (0,_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_5__/* .markOf */ .Fg)(fields.metadata);
        if (attempt === undefined)
            throw new TypeError('a new version needs an attempt ID in its metadata');
        const path = versionsPath(datasetId);
        const call = { operation: 'create version of', subject: datasetId, method: 'POST', path };
        return this.#change({ ...call, body: withTagText(fields), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .versionSchema */ .G0 }, () => (0,_confirm_change_js__WEBPACK_IMPORTED_MODULE_2__/* .findVersionByAttempt */ .cJ)(this, datasetId, attempt));
    }
    async getVersion(datasetId, version) {
        return (await this.#read({ ...versionRequest('GET', datasetId, version), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .versionSchema */ .G0 })).value;
    }
    /** Changes only the given fields. */
    async updateVersion(datasetId, version, change) {
        const call = { ...versionRequest('PUT', datasetId, version), body: withTagText(change), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .versionSchema */ .G0 };
        const readBack = async () => ifVersionDone(await this.getVersion(datasetId, version), change);
        return (await this.#change(call, readBack)).value;
    }
    /** Deletes a version. After a lost response, a 404 is success. */
    deleteVersion(datasetId, version) {
        const call = { ...versionRequest('DELETE', datasetId, version), schema: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .deletedVersionSchema */ .J4 };
        return this.#delete(call, () => this.getVersion(datasetId, version), { datasetId, version });
    }
    #read(call) {
        const attempt = (number) => this.#send(call, number);
        return (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_6__/* .withRetry */ .bD)(`${call.operation} ${call.subject}`, this.#retryContext, attempt, _confirm_change_js__WEBPACK_IMPORTED_MODULE_2__/* .retryDecision */ .PQ);
    }
    #change(call, readBack) {
        const send = async (attempt) => (await this.#send(call, attempt)).value;
        return (0,_confirm_change_js__WEBPACK_IMPORTED_MODULE_2__/* .confirmChange */ .XO)(`${call.operation} ${call.subject}`, this.#retryContext, send, readBack);
    }
    async #delete(call, read, gone) {
        const readBack = async () => ((await (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unlessGone */ .Wi)(read)) === undefined ? gone : undefined);
        return (await this.#change(call, readBack)).value;
    }
    /** Sends a call once and checks the response. Throws a {@link PaperspaceError} or a `CancelledError`. */
    async #send(call, attempt) {
        const { clock, log, signal } = this.#retryContext;
        const { operation, subject, method, path, body } = call;
        const start = clock.now();
        const noteEnd = (end) => log.debug(`${method} ${path} -> ${end} in ${clock.now() - start} ms (attempt ${attempt})`);
        let response;
        try {
            response = await this.#sendRequest({ method, path, body: body && JSON.stringify(body) }, signal);
        }
        catch (error) {
            noteEnd('no response');
            if (!(error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NetworkError */ .Dr))
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .PaperspaceError */ .J2(operation, subject, { kind: 'unreachable', failure: error });
        }
        noteEnd(response.status);
        const parsed = (0,_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .parseResponse */ .xp)(call.schema, response, clock.now());
        if ('problem' in parsed)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .PaperspaceError */ .J2(operation, subject, parsed.problem);
        return { value: parsed.value, serverTimeMs: parseDate(response.headers.date) };
    }
}
const verbs = { GET: 'get', PUT: 'update', DELETE: 'delete' };
/** Returns the request for one dataset, such as `get dataset`. */
function datasetRequest(method, id) {
    return { operation: `${verbs[method]} dataset`, subject: id, method, path: datasetPath(id) };
}
/** Returns the request for one version, such as `update version`. */
function versionRequest(method, datasetId, version) {
    const path = `${versionsPath(datasetId)}/${segment('version', version)}`;
    return { operation: `${verbs[method]} version`, subject: `${datasetId}:${version}`, method, path };
}
/** The API takes tags as one text. */
function withTagText(fields) {
    return { ...fields, tags: fields.tags?.join(',') };
}
function datasetPath(id) {
    return `/datasets/${segment('dataset', id)}`;
}
function versionsPath(datasetId) {
    return `${datasetPath(datasetId)}/versions`;
}
/** `.` and `..` survive percent-encoding and would be resolved; an empty segment would address the list. */
function segment(what, id) {
    if (id === '' || id === '.' || id === '..')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InvalidIdError */ .PJ(what, id);
    return encodeURIComponent(id);
}
/** The order is that of the creation times. */
function queryString({ after, limit, order, teamId, privacy, tags }) {
    const query = { after, limit, orderBy: order && 'dtCreated', order, teamId, privacy, tags };
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== undefined)
            parameters.set(name, String(value));
    }
    return parameters.size === 0 ? '' : `?${parameters}`;
}
function ifDone(read, change) {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    return given.every(([field, value]) => (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(Reflect.get(read, field), value)) ? read : undefined;
}
/** The API may return tags in any order, and add its own metadata to the metadata that was sent. */
function ifVersionDone(read, { tags, metadata, ...rest }) {
    if (tags !== undefined && !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(new Set(read.tags), new Set(tags)))
        return undefined;
    if (metadata !== undefined && ifDone(read.metadata ?? {}, metadata) === undefined)
        return undefined;
    return ifDone(read, rest);
}
function parseDate(header) {
    const time = Date.parse(header ?? '');
    return Number.isNaN(time) ? undefined : time;
}


/***/ }),

/***/ 608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EK: () => (/* binding */ versionsByAttempt),
/* harmony export */   PQ: () => (/* binding */ retryDecision),
/* harmony export */   XO: () => (/* binding */ confirmChange),
/* harmony export */   cJ: () => (/* binding */ findVersionByAttempt),
/* harmony export */   jI: () => (/* binding */ byAge),
/* harmony export */   uC: () => (/* binding */ findNewDataset)
/* harmony export */ });
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9228);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2548);
/* harmony import */ var _paging_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(35);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4392);
/* harmony import */ var _snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2817);
/** Finds out whether a change took effect whose response was lost. */





/**
 * Decides whether to repeat a call that failed with `error`, based on the error's problem. Any other error is final.
 */
function retryDecision(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaperspaceError */ .J2) || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isWorthRetrying */ .J0)(error.problem))
        return { kind: 'give-up' };
    const { problem } = error;
    const retryAfterMs = problem.kind === 'refused' ? problem.retryAfterMs : undefined;
    const isOverload = problem.kind === 'unreachable' ? problem.failure.isTimeout : (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .isOverloadStatus */ .zp)(problem.status);
    return { kind: 'retry', cause: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .problemText */ .fI)(problem), retryAfterMs, isOverload };
}
/**
 * Sends a request that changes something until the change is confirmed, and never repeats one that took effect: after
 * each attempt whose response was lost, `readBack` returns the result if the change is there, and only otherwise is the
 * request sent again. Before an error is thrown the change is read back once more, because a delayed request may have
 * taken effect and caused the refusal.
 */
async function confirmChange(what, retryContext, send, readBack) {
    const lost = [];
    let isUnknown = false;
    const confirmLost = async () => {
        const error = lost.at(-1);
        if (error === undefined)
            return undefined;
        try {
            const value = await readBack();
            return value === undefined ? undefined : { value, repeated: lost.length > 1 };
        }
        catch (failure) {
            // A 404 is conclusive: the object to change does not exist.
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(failure, 404) || !(failure instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaperspaceError */ .J2))
                throw failure;
            retryContext.log.info(`Could not determine whether the request took effect: ${failure.message}`);
            isUnknown = true;
            throw error;
        }
    };
    const attempt = async (number) => {
        const done = await confirmLost();
        if (done !== undefined)
            return done;
        try {
            return { value: await send(number), repeated: lost.length > 0 };
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaperspaceError */ .J2))
                throw error;
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .mayHaveTakenEffect */ .Y2)(error.problem))
                lost.push(error);
            if (number <= retryContext.retries && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isWorthRetrying */ .J0)(error.problem))
                throw error;
            const doneLate = await confirmLost();
            if (doneLate === undefined)
                throw error;
            return doneLate;
        }
    };
    // Reading back has its own retries: if they fail, there are no more.
    return (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .withRetry */ .bD)(what, retryContext, attempt, (error) => (isUnknown ? { kind: 'give-up' } : retryDecision(error)));
}
/**
 * Returns the version with this attempt ID, or undefined if it is not among the newest {@link MAX_PAGE_SIZE}: either
 * the create request did not take effect, or the API's lists omit drafts. Returns the oldest version if the request
 * took effect more than once.
 */
async function findVersionByAttempt(client, datasetId, attempt) {
    const [oldest] = await versionsByAttempt(client, datasetId, attempt);
    return oldest;
}
/** Returns the versions with this attempt ID among the newest {@link MAX_PAGE_SIZE}, oldest first. */
async function versionsByAttempt(client, datasetId, attempt) {
    const newest = await client.listVersions(datasetId, { limit: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_PAGE_SIZE */ .H4, order: 'desc' });
    return newest.items.filter((version) => (0,_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .markOf */ .Fg)(version.metadata).attempt === attempt).sort(byAge);
}
/** Compares two versions by creation time, oldest first, and by ID if the times are equal. */
function byAge(a, b) {
    return Date.parse(a.dtCreated) - Date.parse(b.dtCreated) || (a.version < b.version ? -1 : 1);
}
/** Tolerance when the creation time is compared with the time of the request: a `Date` header has whole seconds. */
const TOLERANCE_MS = 2_000;
/**
 * Returns the dataset that was created by a request whose response was lost: the one that has its name and, by the
 * server's clock, is not older than the request. Returns undefined if there is none. Throws an {@link AmbiguousError}
 * if there are several.
 */
async function findNewDataset({ name, isPublic }, sentAtMs, list, clock) {
    let clockOffsetMs = 0;
    const fetch = async (query) => {
        const { value, serverTimeMs } = await list({ ...query, order: 'desc', privacy: isPublic ? 'PUBLIC' : undefined });
        clockOffsetMs = serverTimeMs === undefined ? 0 : serverTimeMs - clock.now();
        return value;
    };
    const found = [];
    for await (const dataset of (0,_paging_js__WEBPACK_IMPORTED_MODULE_1__/* .items */ .l)('datasets', fetch)) {
        if (Date.parse(dataset.dtCreated) < sentAtMs + clockOffsetMs - TOLERANCE_MS)
            break;
        if (dataset.name === name)
            found.push(dataset);
    }
    if (found.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AmbiguousError */ .zQ(`The response to the request to create dataset ${JSON.stringify(name)} was lost, and the result`, found.map(({ id }) => id));
    }
    return found[0];
}


/***/ }),

/***/ 2548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E3: () => (/* binding */ datasetNotFound),
/* harmony export */   GS: () => (/* binding */ tagNotFound),
/* harmony export */   J0: () => (/* binding */ isWorthRetrying),
/* harmony export */   J2: () => (/* binding */ PaperspaceError),
/* harmony export */   PJ: () => (/* binding */ InvalidIdError),
/* harmony export */   Tb: () => (/* binding */ API_KEY_HINT),
/* harmony export */   Wi: () => (/* binding */ unlessGone),
/* harmony export */   XX: () => (/* binding */ PaginationError),
/* harmony export */   Y2: () => (/* binding */ mayHaveTakenEffect),
/* harmony export */   fI: () => (/* binding */ problemText),
/* harmony export */   m_: () => (/* binding */ NotFoundError),
/* harmony export */   vu: () => (/* binding */ isRefusal),
/* harmony export */   zQ: () => (/* binding */ AmbiguousError)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7730);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9228);



/** A call of the API that failed: which one, on what, and why. */
class PaperspaceError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    /** In the infinitive, such as `get version`. */
    operation;
    /** The object of the call, such as `dst364npcw6ccok:fo5rp4m`. */
    subject;
    problem;
    constructor(operation, subject, problem) {
        const title = `Failed to ${operation} ${subject}`;
        super(`${title}: ${problemText(problem)}`, {
            title,
            hint: problemHint(problem, subject),
            cause: problem.kind === 'unreachable' ? problem.failure : undefined,
        });
        this.operation = operation;
        this.subject = subject;
        this.problem = problem;
    }
}
/** The hint about a missing API key, or one that was not accepted. */
const API_KEY_HINT = 'Set `api-key: ${{ secrets.PAPERSPACE_API_KEY }}`. GitHub does not pass the secret to workflows triggered by forks, to workflows triggered by Dependabot unless it is a Dependabot secret, to a job that does not name the environment that holds it, or to a reusable workflow whose caller does not pass it, with `secrets: inherit` or by name.';
function problemHint(problem, subject) {
    switch (problem.kind) {
        case 'refused':
            return refusalHint(problem, subject);
        case 'unreachable':
            return (0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .networkHint */ .uw)(problem.failure.kind, '`api-url`');
        case 'unreadable':
            return 'Check `api-url`. The response may come from a proxy between the runner and the API.';
        case 'redirected':
            return 'Set `api-url` to the final address. The API key is never sent to the target of a redirect.';
    }
}
function refusalHint({ status, url }, subject) {
    if (status === 401)
        return `The API key was not accepted. ${API_KEY_HINT}`;
    if (status === 403)
        return 'The API key has no access. It must belong to the team that owns the dataset.';
    if (status === 404 && lacksVersion(url))
        return 'Check `api-url`: it should end in `/v1`.';
    if (status === 404)
        return `${subject} not found. Check the ID and the API key's team.`;
    if (status === 409)
        return 'The request conflicts with the current state of the dataset or version. Check that state, then try again.';
    if (status === 429)
        return 'Too many requests, even after the retries. Run fewer jobs at once, or raise `retries`.';
    if (status >= 500)
        return 'The API reported a server error. Re-run the job later; completed work is reused.';
    return undefined;
}
/** Returns whether the base URL lacks the version of the API, as in `https://api.paperspace.com`. */
function lacksVersion(url) {
    return url !== undefined && !/\/v\d+\/datasets\b/.test(url);
}
/** A reference to a dataset, a tag or `latest` that matches nothing. */
class NotFoundError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor(what, where, hint) {
        super(`There is no ${what} ${where}`, { title: 'Not found', hint });
    }
}
/** Returns the error about a dataset that has none of the `names`, which were just read. */
function datasetNotFound(name, names) {
    return new NotFoundError(`dataset named ${JSON.stringify(name)}`, "among the private datasets of the API key's team", `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(name, names) || "Check the spelling and the API key's team."} Use the ID for a public dataset.`);
}
const MAX_NAMED_TAGS = 20;
/** Returns the error about a missing version or tag, with the tags that the newest versions have. */
function tagNotFound(datasetId, tag, tags) {
    const more = tags.length > MAX_NAMED_TAGS ? ` and ${tags.length - MAX_NAMED_TAGS} more` : '';
    const existing = tags.length === 0 ? '' : ` Tags of the newest versions: ${tags.slice(0, MAX_NAMED_TAGS).join(', ')}${more}.`;
    const hint = `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(tag, tags) || 'Check the spelling.'}${existing}`;
    return new NotFoundError(`version or tag ${JSON.stringify(tag)}`, `in dataset ${datasetId}`, hint);
}
/** A name or tag that matches several datasets or versions. */
class AmbiguousError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor(what, ids) {
        super(`${what} is ambiguous: ${ids.join(', ')}`, {
            title: 'Ambiguous',
            hint: 'Use one of the IDs that the error lists.',
        });
    }
}
/** A list whose pagination does not terminate: it repeats a cursor, or has more pages than any list. */
class PaginationError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor(list, reason) {
        super(`Pagination of the list of ${list} did not terminate: ${reason}`, {
            title: 'Pagination did not terminate',
            hint: 'The API, or a proxy in front of it, returned an invalid list. Re-run the job later.',
        });
    }
}
/** An ID that cannot be part of a path: empty, `.` or `..`. */
class InvalidIdError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor(what, id) {
        super(`${JSON.stringify(id)} is not a valid ${what} ID`, { title: 'Invalid ID' });
    }
}
/** Returns whether the same request can succeed if it is sent again. */
function isWorthRetrying(problem) {
    if (problem.kind === 'unreachable')
        return problem.failure.kind !== 'tls';
    if (problem.kind === 'unreadable')
        return problem.reason === 'not-json';
    return problem.kind === 'refused' && (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .isRetryableStatus */ .PS)(problem.status);
}
/**
 * Returns whether the request may have taken effect although its response indicates otherwise or did not arrive. A
 * gateway that responds with 408, 429 or 5xx does not know what happened behind it.
 */
function mayHaveTakenEffect(problem) {
    if (problem.kind === 'unreachable')
        return problem.failure.sent;
    return problem.kind === 'unreadable' || (problem.kind === 'refused' && (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .isRetryableStatus */ .PS)(problem.status));
}
/** Returns whether the error is the API's own response with one of these statuses. */
function isRefusal(error, ...statuses) {
    return (error instanceof PaperspaceError && error.problem.kind === 'refused' && statuses.includes(error.problem.status));
}
/** Returns the result of the call, or undefined after a 404: other processes can delete the object at any time. */
async function unlessGone(call) {
    try {
        return await call();
    }
    catch (error) {
        if (isRefusal(error, 404))
            return undefined;
        throw error;
    }
}
/** A message of the API can be of any length, but a long annotation is not read. */
const MAX_QUOTED = 2_000;
function shorten(text) {
    return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}
/** Describes a problem, without a hint. The text may quote the API: escape it before printing it. */
function problemText(problem) {
    switch (problem.kind) {
        case 'refused':
            return `${refusalText(problem)} (${identification(`HTTP ${problem.status}`, problem.code, problem.requestId)})`;
        case 'unreachable':
            return problem.failure.explanation;
        case 'unreadable':
            return `${shorten(problem.explanation)} (${identification(`HTTP ${problem.status}`, undefined, problem.requestId)})`;
        case 'redirected':
            return `the API responded with a redirect to ${shorten(problem.location ?? 'an unknown address')}, which is not followed (HTTP ${problem.status})`;
    }
}
function refusalText({ message, details }) {
    const quoted = shorten(message ?? 'the API sent no message');
    if (details === undefined)
        return quoted;
    return `${quoted}: ${shorten(typeof details === 'string' ? details : JSON.stringify(details))}`;
}
function identification(status, code, requestId) {
    return shorten([status, code, requestId === undefined ? undefined : `request ${requestId}`].filter(Boolean).join(', '));
}


/***/ }),

/***/ 5783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ MAX_BODY_BYTES),
/* harmony export */   u: () => (/* binding */ createHttpClient)
/* harmony export */ });
/* harmony import */ var _net_adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1840);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2099);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9228);



/** A page of 120 versions with rich metadata stays far below this. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** Limits a body that arrives very slowly: in total it may take this many idle timeouts. */
const MAX_BODY_IDLE_TIMEOUTS = 10;
/**
 * Creates the client of the API, on Node's own HTTP client: undici takes longer to load than the rest of a step with
 * one call. Follows no redirect, so that the key goes to no other origin. Plain http is for loopback only and never
 * leaves through a proxy. Throws an {@link ActionError} if a proxy is set that this Node cannot use.
 */
function createHttpClient(options) {
    const agent = createAgent(options);
    return {
        send: async (request, signal) => {
            signal.throwIfAborted();
            const path = `${options.apiUrl.pathname.replace(/(?<!\/)\/+$/, '')}${request.path}`;
            const pending = requester(options.apiUrl).request(options.apiUrl, {
                agent,
                method: request.method,
                path,
                headers: headersFor(options, request),
            });
            const response = await new PendingRequest(pending, options).run(request.body, signal);
            return { ...response, url: `${options.apiUrl.origin}${path}` };
        },
        close: () => agent.destroy(),
    };
}
/** Not imported, because `node:http` as an ES module loads Node's fetch with it. */
function requester({ protocol }) {
    return process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http');
}
function createAgent({ apiUrl, proxy, idleTimeoutMs, nodeVersion = process.versions.node }) {
    const settings = { keepAlive: true, maxSockets: _net_adaptive_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_CONCURRENCY */ .fx };
    if (proxy === undefined || apiUrl.protocol === 'http:')
        return new (requester(apiUrl).Agent)(settings);
    if (!supportsProxies(nodeVersion)) {
        throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`Failed to connect to ${apiUrl.host}: Node.js ${nodeVersion} cannot send requests through a proxy`, {
            title: 'Proxy not supported',
            hint: 'Update the runner to a version that includes Node.js 24.5 or later, or unset `HTTPS_PROXY`.',
        });
    }
    // The agent's timeout limits how long the proxy may take to open a tunnel.
    const timeout = Math.min(idleTimeoutMs, _net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_CONNECT_MS */ .NM);
    const proxyEnv = { HTTPS_PROXY: proxy.url, NO_PROXY: proxy.except };
    return new (process.getBuiltinModule('node:https').Agent)({ ...settings, timeout, proxyEnv });
}
/**
 * `proxyEnv` was added in Node 24.5 (https://nodejs.org/api/http.html#built-in-proxy-support); before, it is ignored.
 */
function supportsProxies(nodeVersion) {
    const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
    return major > 24 || (major === 24 && minor >= 5);
}
/** Requests no compression, so that the size of a body is known. */
function headersFor({ apiKey, userAgent }, { body }) {
    return {
        authorization: `Bearer ${apiKey}`,
        accept: 'application/json',
        'user-agent': userAgent,
        ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    };
}
/** A request in flight, with an idle timeout for each phase. */
class PendingRequest {
    #request;
    #host;
    #idleTimeoutMs;
    /** Rejects when the request is abandoned, fails, or times out. */
    #failed = Promise.withResolvers();
    #timer;
    constructor(request, { apiUrl, idleTimeoutMs }) {
        this.#request = request;
        this.#host = apiUrl.host;
        this.#idleTimeoutMs = idleTimeoutMs;
    }
    async run(body, signal) {
        const abort = () => this.#abandon(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        this.#request.on('error', this.#failed.reject);
        this.#request.once('socket', (socket) => this.#watchConnection(socket));
        const response = new Promise((resolve) => this.#request.once('response', resolve));
        this.#request.end(body);
        try {
            return await Promise.race([this.#read(response), this.#failed.promise]);
        }
        catch (error) {
            // After an abandoned request, the socket's error is only a consequence.
            throw (0,_net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .toNetworkError */ .Ur)(signal.aborted ? signal.reason : error, this.#host);
        }
        finally {
            signal.removeEventListener('abort', abort);
            clearTimeout(this.#timer);
        }
    }
    #watchConnection(socket) {
        const awaitResponse = () => this.#expectProgress(this.#idleTimeoutMs, 'response-timeout');
        if (socket.connecting) {
            this.#expectProgress(Math.min(this.#idleTimeoutMs, _net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_CONNECT_MS */ .NM), 'connect-timeout');
            socket.once('encrypted' in socket ? 'secureConnect' : 'connect', awaitResponse);
        }
        else {
            awaitResponse();
        }
    }
    async #read(pending) {
        const response = await pending;
        const status = Number(response.statusCode);
        const headers = flatHeaders(response.headers);
        const chunks = [];
        let bytes = 0;
        const maxMs = MAX_BODY_IDLE_TIMEOUTS * this.#idleTimeoutMs;
        const startMs = performance.now();
        this.#expectProgress(this.#idleTimeoutMs, 'stalled');
        for await (const chunk of response) {
            this.#expectProgress(this.#idleTimeoutMs, 'stalled');
            if (performance.now() - startMs > maxMs) {
                throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NetworkError */ .Dr('stalled', this.#host, `the response was not complete after ${maxMs / 1000} s`);
            }
            bytes += chunk.length;
            if (bytes > MAX_BODY_BYTES)
                return { status, headers, body: '', isTooLarge: true };
            chunks.push(chunk);
        }
        return { status, headers, body: Buffer.concat(chunks).toString('utf8') };
    }
    /** Restarts the idle timeout: without progress for this long, the request fails as `kind`. */
    #expectProgress(ms, kind) {
        clearTimeout(this.#timer);
        const message = `nothing was received for ${ms / 1000} s`;
        this.#timer = setTimeout(() => this.#abandon(new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NetworkError */ .Dr(kind, this.#host, message)), ms);
    }
    /** Rejects at once, because a request that still waits for the tunnel of a proxy would not report its end. */
    #abandon(reason) {
        this.#failed.reject(reason);
        this.#request.destroy();
    }
}
/** Returns the headers by their names in lower case; repeated ones are joined. */
function flatHeaders(headers) {
    const flat = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            flat[name] = typeof value === 'string' ? value : value.join(', ');
    }
    return flat;
}


/***/ }),

/***/ 35:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ pages),
/* harmony export */   l: () => (/* binding */ items)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2548);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4392);


/** No dataset has this many versions, and no search this many empty pages. */
const MAX_PAGES = 100_000;
const MAX_EMPTY_PAGES = 1_000;
/**
 * Reads a list page by page, with at most one request ahead and one page in memory. The list ends when `nextPage` is
 * null, empty or absent. Throws a {@link PaginationError} if a cursor repeats, or if the pages have no end.
 */
async function* pages(list, fetch, options = {}) {
    const cursors = new Set();
    let emptyInARow = 0;
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    let next = fetch({ after: options.after, limit: Math.min(left, _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_PAGE_SIZE */ .H4) });
    while (next !== undefined) {
        const page = await next;
        left -= page.items.length;
        emptyInARow = page.items.length === 0 ? emptyInARow + 1 : 0;
        if (emptyInARow > MAX_EMPTY_PAGES) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaginationError */ .XX(list, `more than ${MAX_EMPTY_PAGES} empty pages in a row`);
        }
        const after = page.nextPage || undefined;
        if (after !== undefined)
            noteCursor(list, cursors, after);
        const fetchNext = () => fetch({ after, limit: Math.min(left, _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_PAGE_SIZE */ .H4) });
        const more = after !== undefined && left > 0;
        const ahead = more && options.ahead === true ? fetchNext() : undefined;
        // A page that fails early is reported only once it is needed.
        ahead?.catch(() => undefined);
        yield page;
        next = ahead ?? (more ? fetchNext() : undefined);
    }
}
/** Throws a {@link PaginationError} for a cursor that was followed before, or one too many. */
function noteCursor(list, followed, cursor) {
    if (followed.has(cursor))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaginationError */ .XX(list, 'the API returned the same cursor twice');
    if (followed.size === MAX_PAGES)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaginationError */ .XX(list, `more than ${MAX_PAGES} pages`);
    followed.add(cursor);
}
/** Reads the items of {@link pages}, one by one. */
async function* items(list, fetch, options = {}) {
    for await (const page of pages(list, fetch, options))
        yield* page.items;
}


/***/ }),

/***/ 2405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ readVersion),
/* harmony export */   $X: () => (/* binding */ resolveDataset),
/* harmony export */   A_: () => (/* binding */ isVersionId),
/* harmony export */   C1: () => (/* binding */ withVersionId),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   OJ: () => (/* binding */ isDatasetId),
/* harmony export */   YQ: () => (/* binding */ findDataset),
/* harmony export */   aH: () => (/* binding */ newestVersions),
/* harmony export */   k0: () => (/* binding */ LATEST),
/* harmony export */   pW: () => (/* binding */ holdersOf),
/* harmony export */   qD: () => (/* binding */ latestVersion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2548);
/* harmony import */ var _paging_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(35);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4392);



/** The name that always means the newest committed version. */
const LATEST = 'latest';
/** Returns whether the text has the form of a dataset ID: `ds` and 13 characters from a-z0-9. */
function isDatasetId(text) {
    return /^ds[a-z0-9]{13}$/.test(text);
}
/**
 * Returns whether the text has the form of a version ID: 7 characters from a-z0-9. Tags such as `nightly` have it too.
 */
function isVersionId(text) {
    return /^[a-z0-9]{7}$/.test(text);
}
/** Splits `DATASET[:VERSION]` at its last colon. Returns undefined if a part is empty. */
function parseReference(text) {
    const colon = text.lastIndexOf(':');
    if (colon === -1)
        return text.trim() === '' ? undefined : { dataset: text.trim() };
    const dataset = text.slice(0, colon).trim();
    const version = text.slice(colon + 1).trim();
    return dataset === '' || version === '' ? undefined : { dataset, version };
}
/**
 * Returns the ID of the dataset that a text refers to. An ID costs no request; a name is looked up among all private
 * datasets, because two may share it. Throws a {@link NotFoundError} or an {@link AmbiguousError}.
 */
async function resolveDataset(client, idOrName) {
    if (isDatasetId(idOrName))
        return { id: idOrName };
    const { dataset, names } = await lookUpName(client, idOrName);
    if (dataset === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .datasetNotFound */ .E3)(idOrName, names);
    return { id: dataset.id, dataset };
}
/** Returns the private dataset with this name; undefined if there is none. Throws an {@link AmbiguousError}. */
async function findDataset(client, name) {
    return (await lookUpName(client, name)).dataset;
}
/** Looks up a name. `names` are the others, for a "did you mean". */
async function lookUpName(client, name) {
    const found = [];
    const names = [];
    const all = (0,_paging_js__WEBPACK_IMPORTED_MODULE_1__/* .items */ .l)('datasets', (query) => client.listDatasets({ ...query, order: 'desc' }), { ahead: true });
    for await (const dataset of all) {
        if (dataset.name === name)
            found.push(dataset);
        else if (dataset.name !== null)
            names.push(dataset.name);
    }
    const [dataset] = found;
    if (found.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AmbiguousError */ .zQ(`The dataset name ${JSON.stringify(name)}`, found.map(({ id }) => id));
    }
    return { dataset, names };
}
/** Reads the versions of a dataset, newest first, page by page as they are needed. */
function newestVersions(client, datasetId, query = {}) {
    const { tags, ahead } = query;
    return (0,_paging_js__WEBPACK_IMPORTED_MODULE_1__/* .items */ .l)('versions', (page) => client.listVersions(datasetId, { ...page, order: 'desc', tags }), { ahead });
}
/** Returns the newest committed version. Throws a {@link NotFoundError} if there is none. */
async function latestVersion(client, datasetId) {
    for await (const version of newestVersions(client, datasetId)) {
        if (version.isCommitted)
            return version;
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NotFoundError */ .m_('committed version', `of dataset ${datasetId}`, 'Take a snapshot, or commit a draft. Refer to a draft by its ID.');
}
/** Returns all versions that hold exactly this tag. Filters the response again: the API may match more. */
async function holdersOf(client, datasetId, tag) {
    const holders = [];
    for await (const version of newestVersions(client, datasetId, { tags: tag })) {
        if (version.tags.includes(tag))
            holders.push(version);
    }
    return holders;
}
/** Returns the version that holds the tag. Throws a {@link NotFoundError} or an {@link AmbiguousError}. */
async function versionByTag(client, datasetId, tag) {
    const holder = onlyHolder(await holdersOf(client, datasetId, tag), datasetId, tag);
    if (holder === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .tagNotFound */ .GS)(datasetId, tag, await newestTags(client, datasetId));
    return holder;
}
function onlyHolder(holders, datasetId, tag) {
    if (holders.length <= 1)
        return holders[0];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AmbiguousError */ .zQ(`The tag ${JSON.stringify(tag)} of dataset ${datasetId}`, holders.map(({ version }) => version));
}
/** Returns the tags of the newest versions, for a "did you mean": none if they cannot be read. */
async function newestTags(client, datasetId) {
    try {
        const { items: versions } = await client.listVersions(datasetId, { limit: _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_PAGE_SIZE */ .H4, order: 'desc' });
        return [...new Set(versions.flatMap(({ tags }) => tags))];
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PaperspaceError */ .J2)
            return [];
        throw error;
    }
}
/**
 * Calls `use` with the ID of the version that a text refers to. A text in the form of an ID is used without being read
 * first; only after a 404 is it looked up as a tag.
 */
function withVersionId(client, datasetId, version, use) {
    return findVersion(client, datasetId, version, use, (found) => use(found.version));
}
/** Reads the version that a text refers to: an ID, a tag or `latest`. A tag costs no second request. */
function readVersion(client, datasetId, version) {
    const getVersion = (versionId) => client.getVersion(datasetId, versionId);
    return findVersion(client, datasetId, version, getVersion, async (found) => found);
}
/**
 * Calls `byId` with a text in the form of an ID, and otherwise, or after a 404, `byVersion` with the version that a
 * list has for it. If no version holds the text as a tag either, the API's own 404 is thrown.
 */
async function findVersion(client, datasetId, version, byId, byVersion) {
    if (version === LATEST)
        return byVersion(await latestVersion(client, datasetId));
    if (!isVersionId(version))
        return byVersion(await versionByTag(client, datasetId, version));
    try {
        return await byId(version);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(error, 404))
            throw error;
        const holders = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessGone */ .Wi)(() => holdersOf(client, datasetId, version));
        const holder = onlyHolder(holders ?? [], datasetId, version);
        if (holder === undefined)
            throw error;
        return byVersion(holder);
    }
}


/***/ }),

/***/ 4392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ deletedDatasetSchema),
/* harmony export */   G0: () => (/* binding */ versionSchema),
/* harmony export */   H4: () => (/* binding */ MAX_PAGE_SIZE),
/* harmony export */   H8: () => (/* binding */ refOf),
/* harmony export */   J4: () => (/* binding */ deletedVersionSchema),
/* harmony export */   Jt: () => (/* binding */ versionPageSchema),
/* harmony export */   eS: () => (/* binding */ datasetSchema),
/* harmony export */   lv: () => (/* binding */ datasetPageSchema),
/* harmony export */   pi: () => (/* binding */ isMapping),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   xp: () => (/* binding */ parseResponse)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7392);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7730);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9228);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5783);
/**
 * The shapes of the datasets API, as the API reference of 18 March 2026 describes them, and their parser. Unknown
 * fields are kept and ignored, so that additions to the API break nothing.
 */




const nullableText = valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP());
/** Versions are ordered, and deleted, by their times, so an invalid time must be rejected. */
const time = valibot__WEBPACK_IMPORTED_MODULE_1__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_1__/* .check */ .z6Y((text) => !Number.isNaN(Date.parse(text))));
/** Returns whether a value is a JSON object. */
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Any mapping: `v.record` would drop keys such as `constructor` and `prototype`. */
const mappingSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY(isMapping);
/** A dataset: `id` is `ds` and 13 characters from a-z0-9. */
const datasetSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    id: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    name: nullableText,
    description: nullableText,
    isPublic: valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    storageProviderId: nullableText,
    teamId: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    dtCreated: time,
    dtModified: time,
});
/**
 * A version of a dataset: `version` is its ID, 7 characters from a-z0-9. `usageBytes` is a number of bytes as a string.
 * A draft is a version with `isCommitted: false`. The reference requires `metadata`, but its own example leaves it out:
 * absent is read as null.
 */
const versionSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    datasetId: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    version: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    isCommitted: valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    message: nullableText,
    metadata: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(mappingSchema, null),
    tags: valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    url: nullableText,
    usageBytes: nullableText,
    userId: nullableText,
    dtCreated: time,
    dtModified: time,
});
/** Returns the reference of a version by IDs, as `DATASET:VERSION`. */
function refOf({ datasetId, version }) {
    return `${datasetId}:${version}`;
}
const deletedDatasetSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ id: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const deletedVersionSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ datasetId: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), version: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const pageOf = (item) => valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ items: valibot__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(item), hasMore: valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(), nextPage: valibot__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl6(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()) });
const datasetPageSchema = pageOf(datasetSchema);
const versionPageSchema = pageOf(versionSchema);
/** The maximum number of items of a page (the API reference: 1 to 120). */
const MAX_PAGE_SIZE = 120;
/**
 * An error response. The reference has `code`, `message` and `details`; other endpoints of the service send `issues`;
 * a proxy in between may send anything. Everything is optional, and everything present is shown.
 */
const errorSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    code: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    message: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    details: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()),
    issues: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()),
});
/** Returns the value of a response, or the reason why there is none. `now` is the time of the response. */
function parseResponse(schema, response, now) {
    const { status, headers } = response;
    const requestId = headers['x-request-id'] ?? headers['request-id'] ?? headers['cf-ray'];
    const unreadable = (reason, explanation) => ({
        problem: { kind: 'unreadable', status, requestId, reason, explanation },
    });
    if (response.isTooLarge) {
        return unreadable('too-large', `the response is larger than ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(_http_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_BODY_BYTES */ .Y)}`);
    }
    if (status >= 300 && status < 400) {
        return { problem: { kind: 'redirected', status, location: headers.location } };
    }
    const json = parseJson(response.body);
    if (isDeeperThan(json, MAX_DEPTH)) {
        return unreadable('wrong-shape', `the response is nested deeper than ${MAX_DEPTH} levels`);
    }
    if (status < 200 || status >= 400)
        return { problem: refusal(response, json, requestId, now) };
    if (json === undefined)
        return unreadable('not-json', 'the response is not JSON');
    const checked = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(schema, json);
    if (checked.success)
        return { value: checked.output };
    return unreadable('wrong-shape', `the response differs from the API reference: ${shapeProblem(checked.issues)}`);
}
function shapeProblem([first]) {
    return `${valibot__WEBPACK_IMPORTED_MODULE_1__/* .getDotPath */ .BuJ(first) ?? 'top level'}: expected ${first.expected ?? 'something else'}, got ${first.received}`;
}
function refusal({ status, headers, url }, json, requestId, now) {
    const error = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(errorSchema, json);
    const { code, message, details, issues } = error.success ? error.output : {};
    const retryAfterMs = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRetryAfter */ .mu)(headers['retry-after'], now);
    return { kind: 'refused', status, code, message, details: details ?? issues, requestId, retryAfterMs, url };
}
/** Deeper than any metadata. Values are processed recursively, so a deeper one would exhaust the stack. */
const MAX_DEPTH = 500;
function isDeeperThan(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1));
}
/** Parses JSON; returns undefined for a text that is none. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 2817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EK: () => (/* binding */ PROVENANCE),
/* harmony export */   Fg: () => (/* binding */ markOf),
/* harmony export */   a1: () => (/* binding */ RESERVED_KEYS),
/* harmony export */   kN: () => (/* binding */ withMark),
/* harmony export */   oG: () => (/* binding */ newAttempt),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* unused harmony export MARK */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7392);


const fileMarkSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ digest: valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), count: valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(), bytes: valibot__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig() });
const markSchema = valibot__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    /** Identifies the snapshot: two versions with the same key are the same snapshot. Set only by `snapshot`. */
    key: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** Unique ID of the create request. It identifies the new version if the response is lost. */
    attempt: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** `OWNER/REPO/runs/RUN_ID`. A re-run of the workflow run has the same value. */
    run: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** The attempt number of the run. If it is lower than the current one, that attempt has ended. */
    runAttempt: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** The job, step and matrix job, as in the default key. Set only if the user provided a `key`. */
    step: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    /** Whether the process that was working on the draft failed, so that the next process can resume the draft. */
    released: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()),
    files: valibot__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(fileMarkSchema),
});
/** The key of `metadata` that holds the mark. */
const MARK = 'snapshot';
/** The key of `metadata` that holds the provenance of a version (repository, commit, run). */
const PROVENANCE = 'github';
/** The keys of `metadata` that this action writes itself. */
const RESERVED_KEYS = [MARK, PROVENANCE];
/** Returns a new attempt ID. */
function newAttempt() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
}
/** Returns the mark of a version. Returns an empty mark if there is none or if it has another format. */
function markOf(metadata) {
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xLC(markSchema, metadata?.[MARK]);
    return parsed.success ? parsed.output : {};
}
/** Returns the digest of the files of a version, or undefined if its mark does not name them. */
function digestOf({ metadata }) {
    return markOf(metadata).files?.digest;
}
/** Returns the metadata with the mark merged into the existing mark. */
function withMark(metadata, mark) {
    return { ...metadata, [MARK]: { ...markOf(metadata), ...mark } };
}


/***/ }),

/***/ 746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R4: () => (/* binding */ mainRan),
/* harmony export */   a2: () => (/* binding */ runPost),
/* harmony export */   bB: () => (/* binding */ noteMainRan),
/* harmony export */   bG: () => (/* binding */ Leftovers)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(7392);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2099);
/* harmony import */ var _operations_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1467);
/* harmony import */ var _paperspace_client_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4548);
/* harmony import */ var _paperspace_confirm_change_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(608);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2548);
/* harmony import */ var _paperspace_snapshot_mark_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2817);
/** What a run that ends early leaves behind, and the post step, which takes care of it. */







const MAIN_RAN = 'main-ran';
const DRAFTS = 'drafts';
const draftsSchema = valibot__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ datasetId: valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), attempt: valibot__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), onFailure: valibot__WEBPACK_IMPORTED_MODULE_6__/* .picklist */ .KIO(['keep', 'delete']) }));
/**
 * Records that the main step runs. Called first, so that the post step can be told from the main step even after a
 * crash.
 */
function noteMainRan(workflow) {
    workflow.saveState(MAIN_RAN, 'true');
}
/** Returns whether this process is the post step: only it receives the state of the main step. */
function mainRan(workflow) {
    return workflow.state(MAIN_RAN) !== '';
}
/** Returns the drafts that the main step announced. */
function savedDrafts(workflow) {
    const text = workflow.state(DRAFTS);
    return text === '' ? [] : valibot__WEBPACK_IMPORTED_MODULE_6__/* .parse */ .qgA(draftsSchema, JSON.parse(text));
}
/** The drafts and unanswered requests of a run that ends early. The post step looks for the drafts. */
class Leftovers {
    #workflow;
    #unanswered = new Set();
    #drafts = [];
    #hasChanged = false;
    constructor(workflow) {
        this.#workflow = workflow;
    }
    /** Announces a draft to the post step, before it is created. */
    announceDraft(draft) {
        this.#save([...this.#drafts, draft]);
    }
    /** Wraps the function, and records requests that change something until their responses arrive. */
    watch(sendRequest) {
        return async (request, signal) => {
            if (request.method === 'GET')
                return sendRequest(request, signal);
            const change = `${request.method} ${request.path}`;
            this.#hasChanged = true;
            this.#unanswered.add(change);
            try {
                const response = await sendRequest(request, signal);
                this.#unanswered.delete(change);
                return response;
            }
            catch (error) {
                if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr && !error.sent)
                    this.#unanswered.delete(change);
                throw error;
            }
        };
    }
    /** Removes from the state the draft that the API refused to create, so that the post step does not search for it. */
    forgetRefusedDraft(error, { ref }) {
        if (this.#drafts.length > 0 && ref === undefined && isRefusedCreate(error))
            this.#save([]);
    }
    /** Describes what a run that failed with `error` leaves behind, given the outputs that it had set. */
    describe(error, { ref }) {
        const [draft] = this.#drafts;
        if (draft !== undefined && ref !== undefined)
            return `\nVersion ${ref} remains.`;
        if (draft !== undefined)
            return `\nA draft of dataset ${draft.datasetId} may have been created.`;
        if (!(error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc))
            return '';
        if (this.#unanswered.size > 0)
            return `\nOutcome unknown: ${[...this.#unanswered].join(', ')}.`;
        return this.#hasChanged ? '' : '\nNo change was sent to the Paperspace API.';
    }
    #save(drafts) {
        this.#drafts = drafts;
        this.#workflow.saveState(DRAFTS, JSON.stringify(drafts));
    }
}
/** Returns whether the API refused to create a version, which means that none exists. */
function isRefusedCreate(error) {
    return (error instanceof _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .PaperspaceError */ .J2 &&
        error.operation.startsWith('create version') &&
        !(0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .mayHaveTakenEffect */ .Y2)(error.problem));
}
/**
 * Deletes the drafts that the main step announced with `on-failure: delete`, and logs how to resume the others. Runs
 * only after a job that failed or was cancelled (`post-if`). Never changes a committed version. Never throws.
 */
async function runPost(dependencies) {
    const { workflow, connect, clock, random, signal } = dependencies;
    const { raw } = (0,_operations_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readGivenInputs */ .t9)(workflow);
    if (raw['api-key'] !== undefined)
        workflow.mask(raw['api-key'].trim());
    try {
        const drafts = savedDrafts(workflow);
        if (drafts.length === 0)
            return 0;
        const settings = await (0,_operations_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSettings */ .P$)(raw);
        const connection = await connect(settings, workflow.env);
        const retryContext = { retries: settings.retries, clock, random, log: workflow, signal };
        const paperspace = new _paperspace_client_js__WEBPACK_IMPORTED_MODULE_2__/* .PaperspaceClient */ .W(connection.sendRequest, retryContext);
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
    const { title, message } = (0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorText */ .kc)(error);
    workflow.error(title, message);
    workflow.debug((0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .causeChain */ .DD)(error));
    return 1;
}
async function resolveDraft(workflow, paperspace, { datasetId, attempt, onFailure }) {
    const found = await (0,_paperspace_confirm_change_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsByAttempt */ .EK)(paperspace, datasetId, attempt);
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


/***/ }),

/***/ 2954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V: () => (/* binding */ runMain)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: ./src/connection.js
var src_connection = __nccwpck_require__(6780);
// EXTERNAL MODULE: ../../../node_modules/valibot/dist/index.mjs
var dist = __nccwpck_require__(7392);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __nccwpck_require__(2099);
;// CONCATENATED MODULE: ./src/github/event.js


/** The parts of GitHub's event payloads that are used. Each may be missing or have another type. */
const event_text = dist/* fallback */.NpB(dist/* optional */.lqM(dist/* string */.YjP()), undefined);
const number = dist/* fallback */.NpB(dist/* optional */.lqM(dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b())), undefined);
const payloadSchema = dist/* looseObject */._H3({
    release: dist/* fallback */.NpB(dist/* optional */.lqM(dist/* looseObject */._H3({ id: number, name: dist/* nullish */.cl6(dist/* string */.YjP()), tag_name: event_text, html_url: event_text, created_at: event_text })), undefined),
    head_commit: dist/* fallback */.NpB(dist/* nullish */.cl6(dist/* looseObject */._H3({ message: event_text })), undefined),
    pull_request: dist/* fallback */.NpB(dist/* optional */.lqM(dist/* looseObject */._H3({ title: event_text, number })), undefined),
});
/** A run and its re-runs end within 65 days: a run takes at most 35 days, and its last re-run begins within 30 days. */
const RUN_LIFETIME_MS = 65 * 86_400_000;
/** Reads the event that started the workflow. An event file that cannot be read causes a warning. */
async function readEvent(env, readFile, log, now) {
    const payload = await readPayload(env, readFile, log);
    const tag = tagOf(env, payload);
    const run = `${env.GITHUB_REPOSITORY ?? 'unknown/unknown'}/runs/${env.GITHUB_RUN_ID ?? 'unknown'}`;
    const step = `${env.GITHUB_JOB ?? 'job'}/${env.GITHUB_ACTION ?? 'step'}`;
    return {
        tag,
        run,
        runAttempt: env.GITHUB_RUN_ATTEMPT || '1',
        message: defaultMessage(env, payload, tag),
        provenance: provenanceOf(env, payload, tag),
        links: linksOf(env, payload, tag),
        key: tag === undefined ? `${run}/${step}` : `${releaseKey(env, tag)}/${step}`,
        oldestMs: oldestOf(payload, tag, now),
        releaseId: env.GITHUB_EVENT_NAME === 'release' ? payload.release?.id : undefined,
        pullRequest: payload.pull_request?.number,
    };
}
async function readPayload({ GITHUB_EVENT_PATH: path }, readFile, log) {
    if (!path)
        return {};
    try {
        return dist/* parse */.qgA(payloadSchema, JSON.parse(await readFile(path)));
    }
    catch (error) {
        log.warning(`Could not read the event file: ${(0,errors/* messageOf */.bD)(error)}. Message, tags and key are taken from the environment only`);
        return {};
    }
}
/** Returns the tag of a release, or the tag that was pushed. */
function tagOf(env, { release }) {
    if (env.GITHUB_EVENT_NAME === 'release' && release?.tag_name)
        return release.tag_name;
    if (env.GITHUB_REF_TYPE !== 'tag')
        return undefined;
    if (env.GITHUB_EVENT_NAME !== 'push' && env.GITHUB_EVENT_NAME !== 'release')
        return undefined;
    return env.GITHUB_REF_NAME || undefined;
}
function releaseKey(env, tag) {
    return `${env.GITHUB_REPOSITORY ?? 'unknown/unknown'}@refs/tags/${tag}@${env.GITHUB_SHA ?? 'unknown'}`;
}
function defaultMessage(env, payload, tag) {
    const subject = payload.head_commit?.message?.split(/\r?\n/, 1)[0];
    const started = env.GITHUB_WORKFLOW === undefined ? undefined : `${env.GITHUB_WORKFLOW} #${env.GITHUB_RUN_NUMBER ?? ''}`;
    const candidates = [payload.release?.name, tag, subject, payload.pull_request?.title, started];
    return candidates.find((candidate) => candidate?.trim()) ?? undefined;
}
function provenanceOf(env, { release }, tag) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = env;
    const known = {
        repository,
        sha: env.GITHUB_SHA,
        ref: env.GITHUB_REF,
        event: env.GITHUB_EVENT_NAME,
        workflow: env.GITHUB_WORKFLOW,
        runId,
        runAttempt: env.GITHUB_RUN_ATTEMPT,
        actor: env.GITHUB_ACTOR,
        runUrl: server && repository && runId ? `${server}/${repository}/actions/runs/${runId}` : undefined,
        releaseTag: tag,
        releaseUrl: release?.html_url,
    };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== ''));
}
function linksOf(env, { release }, tag) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId, GITHUB_SHA: sha } = env;
    const base = server && repository ? `${server}/${repository}` : undefined;
    const name = env.GITHUB_WORKFLOW ?? 'Run';
    const number = env.GITHUB_RUN_NUMBER === undefined ? '' : ` #${env.GITHUB_RUN_NUMBER}`;
    const links = [
        base && runId ? { label: 'Run', text: `${name}${number}`, url: `${base}/actions/runs/${runId}` } : undefined,
        base && sha ? { label: 'Commit', text: sha.slice(0, 7), url: `${base}/commit/${sha}` } : undefined,
        release?.html_url ? { label: 'Release', text: tag ?? 'Release', url: release.html_url } : undefined,
    ];
    return links.filter((link) => link !== undefined);
}
function oldestOf({ release }, tag, now) {
    if (tag === undefined)
        return now - RUN_LIFETIME_MS;
    const created = Date.parse(release?.created_at ?? '');
    return Number.isNaN(created) ? undefined : created;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/github/markup.js
var markup = __nccwpck_require__(482);
;// CONCATENATED MODULE: ./src/github/github-step.js





/** The step of this process on GitHub's runner: its log, outputs, result and summary. */
class GitHubStep {
    log;
    /** The name of the operation, once it is known. */
    operation = 'snapshot';
    /** Whether to write a job summary. */
    hasSummary = true;
    #workflow;
    #result;
    #outputs = {};
    #blocks = [];
    constructor(workflow) {
        this.log = workflow;
        this.#workflow = workflow;
        this.#result = new ResultFile(workflow.env.RUNNER_TEMP);
    }
    /** The outputs set so far. */
    get outputs() {
        return this.#outputs;
    }
    output(values) {
        this.#outputs = { ...this.#outputs, ...values };
        for (const [name, value] of Object.entries(values)) {
            const text = outputText(name, value);
            if (Buffer.byteLength(text) <= MAX_OUTPUT_BYTES)
                this.#workflow.setOutput(name, text);
            else
                this.log.notice(`Output ${name} was omitted because it exceeds ${MAX_OUTPUT_BYTES / 1000} kB`);
        }
    }
    async summary(...blocks) {
        this.#blocks = blocks;
        await this.summarize(undefined);
    }
    async result(value) {
        await this.#result.value(value);
    }
    async appendResult(items) {
        await this.#result.append(items);
    }
    /** Writes a file for later steps, a text in encoded pieces, and returns its path. */
    async writeFile(name, text) {
        const file = await newPath(this.#workflow.env.RUNNER_TEMP, name);
        await (0,promises_.writeFile)(file, text, { flag: 'wx' });
        return file;
    }
    /** Sets the outputs `outcome`, `result` and `result-path`. */
    async finish({ outcome }) {
        this.output({ outcome });
        await this.#outputResult();
    }
    /** Sets the outputs `result` and `result-path` of a step that failed, if it has a result. */
    async close() {
        if (this.#result.isUnfinished)
            await this.#outputResult();
    }
    async #outputResult() {
        const { path, text } = await this.#result.finish();
        this.output({ 'result-path': path, ...(text === undefined ? {} : { result: text }) });
    }
    /** Writes the job summary of a step that ended, with its headline or its error. Never throws: that is a warning. */
    async summarize(result) {
        if (!this.hasSummary || !this.#workflow.env.GITHUB_STEP_SUMMARY)
            return;
        try {
            await this.#workflow.writeSummary((0,markup/* renderSummary */.Br)(this.operation, result, this.#blocks));
        }
        catch (error) {
            this.hasSummary = false;
            this.log.warning(`The job summary could not be written: ${(0,errors/* errorText */.kc)(error).message}`);
        }
    }
}
/** Returns a path in a new folder. `temporary` is RUNNER_TEMP, which later steps can read and the runner empties. */
async function newPath(temporary, name) {
    return external_node_path_.join(await (0,promises_.mkdtemp)(external_node_path_.join(temporary || (0,external_node_os_.tmpdir)(), 'paperspace-')), name);
}
/** `versions` is JSON, for `fromJSON`; tags are separated by commas, as the API and the input take them. */
function outputText(name, value) {
    if (typeof value !== 'object')
        return String(value);
    return name === 'versions' ? JSON.stringify(value) : value.join(',');
}
/** A larger value cannot become an environment variable of a later step: Linux allows 128 KiB for one. */
const MAX_OUTPUT_BYTES = 100_000;
/** Pending text is written once it has this many characters. */
const WRITE_AT = 64 * 1024;
/** Writes an operation's result to a file as it arrives, and keeps its text while it is small enough for an output. */
class ResultFile {
    #temporary;
    #file;
    #path = '';
    #pending = '';
    #text = '';
    #items = 0;
    #isFinished = false;
    constructor(temporary) {
        this.#temporary = temporary;
    }
    /** Whether it holds something that {@link finish} has not written yet. */
    get isUnfinished() {
        return !this.#isFinished && (this.#path !== '' || this.#pending !== '');
    }
    /** Writes a whole value. */
    async value(value) {
        await this.#write(JSON.stringify(value));
    }
    /** Appends items to a result that is a list. */
    async append(items) {
        for (const item of items) {
            await this.#write(`${this.#items === 0 ? '[' : ',\n'}${JSON.stringify(item)}`);
            this.#items += 1;
        }
    }
    /** Completes the file. `text` is its content, or undefined if it is too large for an output. */
    async finish() {
        if (this.#items > 0)
            await this.#write(']');
        else if (this.#path === '' && this.#pending === '')
            await this.#write('[]');
        await this.#flush();
        await this.#file?.close();
        this.#isFinished = true;
        return { path: this.#path, text: this.#text };
    }
    async #write(text) {
        this.#pending += text;
        if (this.#text !== undefined)
            this.#text = withinLimit(this.#text + text);
        if (this.#pending.length >= WRITE_AT)
            await this.#flush();
    }
    async #flush() {
        if (this.#file === undefined) {
            this.#path = await newPath(this.#temporary, 'result.json');
            this.#file = await (0,promises_.open)(this.#path, 'wx');
        }
        await this.#file.appendFile(this.#pending);
        this.#pending = '';
    }
}
function withinLimit(text) {
    return Buffer.byteLength(text) > MAX_OUTPUT_BYTES ? undefined : text;
}

// EXTERNAL MODULE: ./src/github/workflow.js + 1 modules
var github_workflow = __nccwpck_require__(745);
// EXTERNAL MODULE: ./src/net/concurrency.js
var net_concurrency = __nccwpck_require__(7633);
// EXTERNAL MODULE: ./src/operations/inputs.js + 1 modules
var operations_inputs = __nccwpck_require__(1467);
// EXTERNAL MODULE: ./src/operations/operation.js
var operations_operation = __nccwpck_require__(5704);
// EXTERNAL MODULE: ./src/paperspace/client.js
var client = __nccwpck_require__(4548);
// EXTERNAL MODULE: ./src/post.js
var post = __nccwpck_require__(746);
;// CONCATENATED MODULE: ./src/run.js











/** Runs the main step and returns the exit status of the process: 0 or 1. Never throws. */
async function runMain(dependencies) {
    const { registry } = dependencies;
    const workflow = (0,github_workflow/* withoutEmptyGroups */.a4)(dependencies.workflow);
    (0,post/* noteMainRan */.bB)(workflow);
    const given = (0,operations_inputs/* readGivenInputs */.t9)(workflow);
    const { raw } = given;
    maskSecrets(workflow, raw);
    const step = new GitHubStep(workflow);
    const leftovers = new post/* Leftovers */.bG(workflow);
    step.operation = raw.operation?.trim() ?? step.operation;
    try {
        step.hasSummary = await (0,operations_inputs/* wantsSummary */.ui)(raw);
        const inputs = await readInputs(given, registry);
        for (const line of await (0,operations_operation/* unusedInputs */.Sv)(given, inputs.operation, registry))
            workflow.warning(line);
        const report = await perform(inputs, { ...dependencies, workflow }, step, leftovers);
        workflow.info(report.headline);
        await step.summarize(report.headline);
        return 0;
    }
    catch (error) {
        const text = (0,errors/* errorText */.kc)(error);
        if (step.outputs.outcome === undefined)
            step.output({ outcome: 'none' });
        leftovers.forgetRefusedDraft(error, step.outputs);
        const failure = { ...text, message: `${text.message}${leftovers.describe(error, step.outputs)}` };
        workflow.error(failure.title, failure.message);
        workflow.debug((0,errors/* causeChain */.DD)(error));
        await step.summarize(failure);
        return 1;
    }
}
/** Masks secrets in the log, before anything else is printed. IDs are not secrets. */
function maskSecrets({ env, mask }, raw) {
    const secrets = [...operations_inputs/* secretInputs */._y.map((name) => raw[name]), env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN];
    for (const secret of secrets)
        if (secret?.trim())
            mask(secret.trim());
}
/** Parses all inputs. Throws an {@link InputError} that lists all problems. */
async function readInputs(given, registry) {
    const prepare = async () => {
        const operation = await (0,operations_operation/* chooseOperation */.XN)(given.raw, registry);
        return { operation, run: await operation.prepare(given.raw) };
    };
    try {
        const [prepared, settings] = await (0,operations_inputs/* parseBoth */.rW)(prepare(), (0,operations_inputs/* parseSettings */.P$)(given.raw));
        return { ...prepared, settings };
    }
    catch (error) {
        throw (0,operations_inputs/* nameSources */.c5)(error, given);
    }
}
/** Runs the operation inside a log group, and closes the connections. */
async function perform({ operation, settings, run }, dependencies, step, leftovers) {
    const { workflow, connect } = dependencies;
    const connection = await connect(settings, workflow.env);
    workflow.group(`Paperspace dataset: ${operation.name}`);
    try {
        const services = await createServices(dependencies, settings, connection, step, leftovers);
        const report = await run(step, services);
        await step.finish(report);
        return report;
    }
    finally {
        workflow.endGroup();
        await step.close();
        await connection.close();
    }
}
/** The variables by which AWS tools find credentials. An instance's own role has none. */
const CREDENTIAL_VARIABLES = [
    'AWS_ACCESS_KEY_ID',
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
async function createServices({ workflow, clock, random, signal }, { retries, idleTimeoutMs }, connection, step, leftovers) {
    const { env } = workflow;
    const limits = [];
    const onOverload = () => {
        for (const limit of limits)
            limit.noteOverload();
    };
    const retryContext = { retries, clock, random, log: workflow, signal, onOverload };
    const event = await readEvent(env, (file) => (0,promises_.readFile)(file, 'utf8'), workflow, clock.now());
    const update = { workflow, event, idleTimeoutMs, retryContext };
    return {
        paperspace: new client/* PaperspaceClient */.W(leftovers.watch(connection.sendRequest), retryContext),
        clock,
        random,
        signal,
        platform: process.platform,
        event,
        hasStorageCredentials: CREDENTIAL_VARIABLES.some((name) => env[name]),
        limitConcurrency: (concurrency) => {
            const limit = new net_concurrency/* ConcurrencyLimit */.DM(concurrency, clock);
            limits.push(limit);
            return limit;
        },
        openStorage: (settings) => connection.openStorage(settings, retryContext),
        scan: async (request) => {
            (0,src_connection/* keepMemorySmall */.E)();
            const { scanFiles } = await Promise.all(/* import() */[__nccwpck_require__.e(808), __nccwpck_require__.e(984)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8984));
            return scanFiles({ ...request, platform: process.platform });
        },
        writeFile: (name, text) => step.writeFile(name, text),
        announceDraft: (draft) => leftovers.announceDraft(draft),
        updateReleaseNotes: async (token, changes) => {
            const { updateReleaseNotes } = await Promise.all(/* import() */[__nccwpck_require__.e(843), __nccwpck_require__.e(312), __nccwpck_require__.e(41)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5041));
            await updateReleaseNotes({ ...update, token }, step.outputs, changes);
        },
        updateComment: async (comment) => {
            const { updateComment } = await Promise.all(/* import() */[__nccwpck_require__.e(843), __nccwpck_require__.e(312), __nccwpck_require__.e(41)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5041));
            await updateComment(update, comment, step.operation);
        },
    };
}


/***/ }),

/***/ 3934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  Oh: () => (/* binding */ startGroup),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, exportVariable, getBooleanInput, getIDToken, getMultilineInput, group, isDebug, markdownSummary, platform, setCommandEcho, setFailed, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ../node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 7392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BuJ: () => (/* binding */ getDotPath),
/* harmony export */   FsL: () => (/* binding */ pipe),
/* harmony export */   IeY: () => (/* binding */ custom),
/* harmony export */   Ikc: () => (/* binding */ object),
/* harmony export */   KIO: () => (/* binding */ picklist),
/* harmony export */   L5J: () => (/* binding */ unknown),
/* harmony export */   NpB: () => (/* binding */ fallback),
/* harmony export */   Wwf: () => (/* binding */ minValue),
/* harmony export */   XU0: () => (/* binding */ tupleWithRest),
/* harmony export */   Y2b: () => (/* binding */ safeInteger),
/* harmony export */   YOg: () => (/* binding */ array),
/* harmony export */   YjP: () => (/* binding */ string),
/* harmony export */   _H3: () => (/* binding */ looseObject),
/* harmony export */   aig: () => (/* binding */ number),
/* harmony export */   cl6: () => (/* binding */ nullish),
/* harmony export */   g1P: () => (/* binding */ record),
/* harmony export */   hq: () => (/* binding */ nonEmpty),
/* harmony export */   is: () => (/* binding */ is),
/* harmony export */   lqM: () => (/* binding */ optional),
/* harmony export */   mee: () => (/* binding */ nullable),
/* harmony export */   pdi: () => (/* binding */ transform),
/* harmony export */   qFJ: () => (/* binding */ parseJson),
/* harmony export */   qgA: () => (/* binding */ parse),
/* harmony export */   rej: () => (/* binding */ strictObject),
/* harmony export */   xLC: () => (/* binding */ safeParse),
/* harmony export */   yGV: () => (/* binding */ regex),
/* harmony export */   z6Y: () => (/* binding */ check),
/* harmony export */   zMY: () => (/* binding */ boolean)
/* harmony export */ });
/* unused harmony exports BASE64_REGEX, BIC_REGEX, CUID2_REGEX, DECIMAL_REGEX, DIGITS_REGEX, DOMAIN_REGEX, EMAIL_REGEX, EMOJI_REGEX, HEXADECIMAL_REGEX, HEX_COLOR_REGEX, IMEI_REGEX, IPV4_REGEX, IPV6_REGEX, IP_REGEX, ISO_DATE_REGEX, ISO_DATE_TIME_REGEX, ISO_DATE_TIME_SECOND_REGEX, ISO_TIMESTAMP_REGEX, ISO_TIME_REGEX, ISO_TIME_SECOND_REGEX, ISO_WEEK_REGEX, ISRC_REGEX, JWS_COMPACT_REGEX, KSUID_REGEX, MAC48_REGEX, MAC64_REGEX, MAC_REGEX, NANO_ID_REGEX, OCTAL_REGEX, RFC_EMAIL_REGEX, SLUG_REGEX, ULID_REGEX, UUID_REGEX, ValiError, _addIssue, _cloneDataset, _formatCase, _getByteCount, _getCodePointCount, _getGraphemeCount, _getLastMetadata, _getWordCount, _isLuhnAlgo, _isSameValueZero, _isValidObjectKey, _isValueMatch, _joinExpects, _standardSchema, _stringify, any, args, argsAsync, arrayAsync, assert, awaitAsync, base64, bic, bigint, blob, brand, bytes, cache, cacheAsync, checkAsync, checkItems, checkItemsAsync, codePoints, config, creditCard, cuid2, customAsync, date, decimal, deleteGlobalConfig, deleteGlobalMessage, deleteSchemaMessage, deleteSpecificMessage, description, digits, domain, email, emoji, empty, endsWith, entries, entriesFromList, entriesFromObjects, enum, enum_, everyItem, exactOptional, exactOptionalAsync, examples, excludes, fallbackAsync, file, filterItems, findItem, finite, flatten, flavor, forward, forwardAsync, function, function_, getDefault, getDefaults, getDefaultsAsync, getDescription, getExamples, getFallback, getFallbacks, getFallbacksAsync, getGlobalConfig, getGlobalMessage, getMetadata, getSchemaMessage, getSpecificMessage, getTitle, graphemes, gtValue, guard, hash, hexColor, hexadecimal, imei, includes, instance, integer, intersect, intersectAsync, ip, ipv4, ipv6, isOfKind, isOfType, isValiError, isbn, isoDate, isoDateTime, isoDateTimeSecond, isoTime, isoTimeSecond, isoTimestamp, isoWeek, isrc, jwsCompact, keyof, ksuid, lazy, lazyAsync, length, literal, looseObjectAsync, looseTuple, looseTupleAsync, ltValue, mac, mac48, mac64, map, mapAsync, mapItems, maxBytes, maxCodePoints, maxEntries, maxGraphemes, maxLength, maxSize, maxValue, maxWords, message, metadata, mimeType, minBytes, minCodePoints, minEntries, minGraphemes, minLength, minSize, minWords, multipleOf, nan, nanoid, never, nonNullable, nonNullableAsync, nonNullish, nonNullishAsync, nonOptional, nonOptionalAsync, normalize, notBytes, notCodePoints, notEntries, notGraphemes, notLength, notSize, notValue, notValues, notWords, null, null_, nullableAsync, nullishAsync, objectAsync, objectWithRest, objectWithRestAsync, octal, omit, optionalAsync, parseAsync, parseBoolean, parser, parserAsync, partial, partialAsync, partialCheck, partialCheckAsync, pick, pipeAsync, promise, rawCheck, rawCheckAsync, rawTransform, rawTransformAsync, readonly, recordAsync, reduceItems, required, requiredAsync, returns, returnsAsync, rfcEmail, safeParseAsync, safeParser, safeParserAsync, set, setAsync, setGlobalConfig, setGlobalMessage, setSchemaMessage, setSpecificMessage, size, slug, someItem, sortItems, startsWith, strictObjectAsync, strictTuple, strictTupleAsync, stringifyJson, summarize, symbol, title, toBigint, toBoolean, toCamelCase, toDate, toKebabCase, toLowerCase, toMaxValue, toMinValue, toNumber, toPascalCase, toSnakeCase, toString, toUpperCase, transformAsync, trim, trimEnd, trimStart, tuple, tupleAsync, tupleWithRestAsync, ulid, undefined, undefined_, undefinedable, undefinedableAsync, union, unionAsync, unwrap, url, uuid, value, values, variant, variantAsync, void, void_, words */
//#region src/storages/globalConfig/globalConfig.ts
let store$4;
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Sets the global configuration.
*
* @param config The configuration.
*/
function setGlobalConfig(config$1) {
	store$4 = {
		...store$4,
		...config$1
	};
}
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && !store$4) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? store$4?.lang,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
		abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
	};
}
/**
* Deletes the global configuration.
*/
function deleteGlobalConfig() {
	store$4 = void 0;
}

//#endregion
//#region src/storages/globalMessage/globalMessage.ts
let store$3;
/**
* Sets a global error message.
*
* @param message The error message.
* @param lang The language of the message.
*/
function setGlobalMessage(message$1, lang) {
	if (!store$3) store$3 = /* @__PURE__ */ new Map();
	store$3.set(lang, message$1);
}
/**
* Returns a global error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalMessage(lang) {
	return store$3?.get(lang);
}
/**
* Deletes a global error message.
*
* @param lang The language of the message.
*/
function deleteGlobalMessage(lang) {
	store$3?.delete(lang);
}

//#endregion
//#region src/storages/schemaMessage/schemaMessage.ts
let store$2;
/**
* Sets a schema error message.
*
* @param message The error message.
* @param lang The language of the message.
*/
function setSchemaMessage(message$1, lang) {
	if (!store$2) store$2 = /* @__PURE__ */ new Map();
	store$2.set(lang, message$1);
}
/**
* Returns a schema error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSchemaMessage(lang) {
	return store$2?.get(lang);
}
/**
* Deletes a schema error message.
*
* @param lang The language of the message.
*/
function deleteSchemaMessage(lang) {
	store$2?.delete(lang);
}

//#endregion
//#region src/storages/specificMessage/specificMessage.ts
let store$1;
/**
* Sets a specific error message.
*
* @param reference The identifier reference.
* @param message The error message.
* @param lang The language of the message.
*/
function setSpecificMessage(reference, message$1, lang) {
	if (!store$1) store$1 = /* @__PURE__ */ new Map();
	if (!store$1.get(reference)) store$1.set(reference, /* @__PURE__ */ new Map());
	store$1.get(reference).set(lang, message$1);
}
/**
* Returns a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSpecificMessage(reference, lang) {
	return store$1?.get(reference)?.get(lang);
}
/**
* Deletes a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*/
function deleteSpecificMessage(reference, lang) {
	store$1?.get(reference)?.delete(lang);
}

//#endregion
//#region src/utils/_stringify/_stringify.ts
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}

//#endregion
//#region src/utils/_addIssue/_addIssue.ts
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}

//#endregion
//#region src/utils/_cloneDataset/_cloneDataset.ts
/**
* Creates a shallow copy of a dataset.
*
* Hint: The `value` is copied by reference, but the `issues` array, its issues
* and their `path` arrays are cloned to avoid reusing mutable dataset state
* across multiple runs. Mutating a returned object or array value can
* therefore affect later cache hits that reuse the same cached output.
*
* @param dataset The output dataset.
*
* @returns The copied output dataset.
*/
/* @__NO_SIDE_EFFECTS__ */
function _cloneDataset(dataset) {
	return {
		typed: dataset.typed,
		value: dataset.value,
		issues: dataset.issues?.map((issue) => ({
			...issue,
			path: issue.path && [...issue.path]
		}))
	};
}

//#endregion
//#region src/utils/_formatCase/_formatCase.ts
/**
* Splits a string into lowercase words and rejoins them with the given
* separator and capitalization rules.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries. Whether the first or subsequent words are
* capitalized is controlled by `capFirst` and `capRest`.
*
* Hint: Implemented in a single pass that emits directly to the result
* string to avoid an intermediate `string[]` allocation. ASCII chars are
* classified via char codes to skip `.toLowerCase()` and `.toUpperCase()`
* method calls in the common case.
*
* Hint: Digits are treated as a separate character class, so `item2Name`
* yields `item2` and `name` rather than `item`, `2` and `name`.
*
* @param input The input string.
* @param separator The string inserted between words.
* @param capFirst Whether to capitalize the first word.
* @param capRest Whether to capitalize subsequent words.
*
* @returns The formatted string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _formatCase(input, separator, capFirst, capRest) {
	let result = "";
	let firstWord = true;
	let start = 0;
	let prev = 0;
	let prevPrev = 0;
	const flush = (end) => {
		if (end > start) {
			let word = input.slice(start, end).toLowerCase();
			if (firstWord ? capFirst : capRest) {
				const firstCode = word.charCodeAt(0);
				if (firstCode >= 97 && firstCode <= 122) word = String.fromCharCode(firstCode - 32) + word.slice(1);
				else {
					const charLen = firstCode >= 55296 && firstCode <= 56319 ? 2 : 1;
					word = word.slice(0, charLen).toUpperCase() + word.slice(charLen);
				}
			}
			result += firstWord ? word : separator + word;
			firstWord = false;
		}
	};
	for (let index = 0; index < input.length; index++) {
		const code = input.charCodeAt(index);
		let type;
		if (code === 32 || code === 9 || code === 10 || code === 11 || code === 12 || code === 13 || code === 45 || code === 95) {
			flush(index);
			start = index + 1;
			type = 0;
		} else if (code < 128) type = code >= 65 && code <= 90 ? 1 : code >= 97 && code <= 122 ? 2 : 3;
		else {
			const char = input[index];
			const charLower = char.toLowerCase();
			type = charLower === char.toUpperCase() ? 3 : char === charLower ? 2 : 1;
		}
		if (type === 1 && (prev === 2 || prev === 3) && index > start) {
			flush(index);
			start = index;
		} else if (type === 2 && prev === 1 && prevPrev === 1 && index - 1 > start) {
			flush(index - 1);
			start = index - 1;
		}
		prevPrev = prev;
		prev = type;
	}
	flush(input.length);
	return result;
}

//#endregion
//#region src/utils/_getByteCount/_getByteCount.ts
let textEncoder;
/**
* Returns the byte count of the input.
*
* @param input The input to be measured.
*
* @returns The byte count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getByteCount(input) {
	if (!textEncoder) textEncoder = new TextEncoder();
	return textEncoder.encode(input).length;
}

//#endregion
//#region src/utils/_getCodePointCount/_getCodePointCount.ts
/**
* Returns the code point count of the input.
*
* @param input The input to be measured.
*
* @returns The code point count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getCodePointCount(input) {
	let count = input.length;
	const lengthMinus1 = input.length - 1;
	for (let i = 0; i < lengthMinus1;) if (input.codePointAt(i) <= 65535) i++;
	else {
		i += 2;
		count--;
	}
	return count;
}

//#endregion
//#region src/utils/_getGraphemeCount/_getGraphemeCount.ts
let segmenter;
/**
* Returns the grapheme count of the input.
*
* @param input The input to be measured.
*
* @returns The grapheme count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getGraphemeCount(input) {
	if (!segmenter) segmenter = new Intl.Segmenter();
	const segments = segmenter.segment(input);
	let count = 0;
	for (const _ of segments) count++;
	return count;
}

//#endregion
//#region src/utils/_getLastMetadata/_getLastMetadata.ts
/**
* Returns the last top-level value of a given metadata type from a schema
* using a breadth-first search that starts with the last item in the pipeline.
*
* @param schema The schema to search.
* @param type The metadata type.
*
* @returns The value, if any.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getLastMetadata(schema, type) {
	if ("pipe" in schema) {
		const nestedSchemas = [];
		for (let index = schema.pipe.length - 1; index >= 0; index--) {
			const item = schema.pipe[index];
			if (item.kind === "schema" && "pipe" in item) nestedSchemas.push(item);
			else if (item.kind === "metadata" && item.type === type) return item[type];
		}
		for (const nestedSchema of nestedSchemas) {
			const result = /* @__PURE__ */ _getLastMetadata(nestedSchema, type);
			if (result !== void 0) return result;
		}
	}
}

//#endregion
//#region src/utils/_getWordCount/_getWordCount.ts
let store;
/**
* Returns the word count of the input.
*
* @param locales The locales to be used.
* @param input The input to be measured.
*
* @returns The word count.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _getWordCount(locales, input) {
	if (!store) store = /* @__PURE__ */ new Map();
	const key = String(locales);
	let segmenter$1 = store.get(key);
	if (!segmenter$1) {
		segmenter$1 = new Intl.Segmenter(locales, { granularity: "word" });
		store.set(key, segmenter$1);
	}
	const segments = segmenter$1.segment(input);
	let count = 0;
	for (const segment of segments) if (segment.isWordLike) count++;
	return count;
}

//#endregion
//#region src/utils/_isLuhnAlgo/_isLuhnAlgo.ts
/**
* Non-digit regex.
*/
const NON_DIGIT_REGEX = /\D/gu;
/**
* Checks whether a string with numbers corresponds to the luhn algorithm.
*
* @param input The input to be checked.
*
* @returns Whether input is valid.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isLuhnAlgo(input) {
	const number$1 = input.replace(NON_DIGIT_REGEX, "");
	let length$1 = number$1.length;
	let bit = 1;
	let sum = 0;
	while (length$1) {
		const value$1 = +number$1[--length$1];
		bit ^= 1;
		sum += bit ? [
			0,
			2,
			4,
			6,
			8,
			1,
			3,
			5,
			7,
			9
		][value$1] : value$1;
	}
	return sum % 10 === 0;
}

//#endregion
//#region src/utils/_isSameValueZero/_isSameValueZero.ts
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}

//#endregion
//#region src/utils/_isValidObjectKey/_isValidObjectKey.ts
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}

//#endregion
//#region src/utils/_isValueMatch/_isValueMatch.ts
/**
* Checks whether a value matches a value action requirement.
*
* @param requirement The value action requirement.
* @param value The value to check.
*
* @returns Whether the value matches the requirement.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValueMatch(requirement, value$1) {
	return Number.isNaN(requirement) && Number.isNaN(value$1) || requirement <= value$1 && requirement >= value$1;
}

//#endregion
//#region src/utils/_joinExpects/_joinExpects.ts
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}

//#endregion
//#region src/utils/_standardSchema/_standardSchema.ts
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}

//#endregion
//#region src/utils/entriesFromList/entriesFromList.ts
/**
* Creates an object entries definition from a list of keys and a schema.
*
* @param list A list of keys.
* @param schema The schema of the keys.
*
* @returns The object entries.
*/
/* @__NO_SIDE_EFFECTS__ */
function entriesFromList(list, schema) {
	const entries$1 = {};
	for (const key of list) entries$1[key] = schema;
	return entries$1;
}

//#endregion
//#region src/utils/entriesFromObjects/entriesFromObjects.ts
/* @__NO_SIDE_EFFECTS__ */
function entriesFromObjects(schemas) {
	const entries$1 = {};
	for (const schema of schemas) Object.assign(entries$1, schema.entries);
	return entries$1;
}

//#endregion
//#region src/utils/getDotPath/getDotPath.ts
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}

//#endregion
//#region src/utils/isOfKind/isOfKind.ts
/**
* A generic type guard to check the kind of an object.
*
* @param kind The kind to check for.
* @param object The object to check.
*
* @returns Whether it matches.
*/
/* @__NO_SIDE_EFFECTS__ */
function isOfKind(kind, object$1) {
	return object$1.kind === kind;
}

//#endregion
//#region src/utils/isOfType/isOfType.ts
/**
* A generic type guard to check the type of an object.
*
* @param type The type to check for.
* @param object The object to check.
*
* @returns Whether it matches.
*/
/* @__NO_SIDE_EFFECTS__ */
function isOfType(type, object$1) {
	return object$1.type === type;
}

//#endregion
//#region src/utils/ValiError/ValiError.ts
/**
* A Valibot error with useful information.
*/
var ValiError = class extends Error {
	/**
	* Creates a Valibot error with useful information.
	*
	* @param issues The error issues.
	*/
	constructor(issues) {
		super(issues[0].message);
		this.name = "ValiError";
		this.issues = issues;
	}
};

//#endregion
//#region src/utils/isValiError/isValiError.ts
/**
* A type guard to check if an error is a ValiError.
*
* @param error The error to check.
*
* @returns Whether its a ValiError.
*/
/* @__NO_SIDE_EFFECTS__ */
function isValiError(error) {
	return error instanceof ValiError;
}

//#endregion
//#region src/actions/args/args.ts
/* @__NO_SIDE_EFFECTS__ */
function args(schema) {
	return {
		kind: "transformation",
		type: "args",
		reference: args,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = (...args_) => {
				const argsDataset = this.schema["~run"]({ value: args_ }, config$1);
				if (argsDataset.issues) throw new ValiError(argsDataset.issues);
				return func(...argsDataset.value);
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/args/argsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function argsAsync(schema) {
	return {
		kind: "transformation",
		type: "args",
		reference: argsAsync,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = async (...args$1) => {
				const argsDataset = await schema["~run"]({ value: args$1 }, config$1);
				if (argsDataset.issues) throw new ValiError(argsDataset.issues);
				return func(...argsDataset.value);
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/await/awaitAsync.ts
/**
* Creates an await transformation action.
*
* @returns An await action.
*/
/* @__NO_SIDE_EFFECTS__ */
function awaitAsync() {
	return {
		kind: "transformation",
		type: "await",
		reference: awaitAsync,
		async: true,
		async "~run"(dataset) {
			dataset.value = await dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/regex.ts
/**
* [Base64](https://en.wikipedia.org/wiki/Base64) regex.
*/
const BASE64_REGEX = /^(?:[\da-z+/]{4})*(?:[\da-z+/]{2}==|[\da-z+/]{3}=)?$/iu;
/**
* [BIC](https://en.wikipedia.org/wiki/ISO_9362) regex.
*/
const BIC_REGEX = /^[A-Z]{6}(?!00)[\dA-Z]{2}(?:[\dA-Z]{3})?$/u;
/**
* [Cuid2](https://github.com/paralleldrive/cuid2) regex.
*/
const CUID2_REGEX = /^[a-z][\da-z]*$/u;
/**
* [Decimal](https://en.wikipedia.org/wiki/Decimal) regex.
*/
const DECIMAL_REGEX = /^[+-]?(?:\d*\.)?\d+$/u;
/**
* [Digits](https://en.wikipedia.org/wiki/Numerical_digit) regex.
*/
const DIGITS_REGEX = /^\d+$/u;
/**
* [Domain name](https://en.wikipedia.org/wiki/Domain_name) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
* ASCII-only validation. Internationalized domain names (IDNs) are not
* supported, including Punycode-encoded labels.
*/
const DOMAIN_REGEX = /^(?=.{1,253}$)(?:(?![Xx][Nn]--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u;
/**
* [Email address](https://en.wikipedia.org/wiki/Email_address) regex.
*
* Hint: We decided against the `i` flag to avoid matching non-ASCII characters.
*/
const EMAIL_REGEX = /^[\w+-]+(?:\.[\w+-]+)*@[\da-zA-Z]+(?:[.-][\da-zA-Z]+)*\.[a-zA-Z]{2,}$/u;
/**
* Emoji regex from [emoji-regex-xs](https://github.com/slevithan/emoji-regex-xs) v1.0.0 (MIT license).
*
* Hint: We decided against the newer `/^\p{RGI_Emoji}+$/v` regex because it is
* not supported in older runtimes and does not match all emoji.
*/
const EMOJI_REGEX = /^(?:[\u{1F1E6}-\u{1F1FF}]{2}|\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}|(?:\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|(?![\p{Emoji_Modifier_Base}\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation})(?:\u200D(?:\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|(?![\p{Emoji_Modifier_Base}\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation}))*)+$/u;
/**
* [Hexadecimal](https://en.wikipedia.org/wiki/Hexadecimal) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const HEXADECIMAL_REGEX = /^(?:0[hx])?[\da-fA-F]+$/u;
/**
* [Hex color](https://en.wikipedia.org/wiki/Web_colors#Hex_triplet) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const HEX_COLOR_REGEX = /^#(?:[\da-fA-F]{3,4}|[\da-fA-F]{6}|[\da-fA-F]{8})$/u;
/**
* [IMEI](https://en.wikipedia.org/wiki/International_Mobile_Equipment_Identity) regex.
*/
const IMEI_REGEX = /^\d{15}$|^\d{2}-\d{6}-\d{6}-\d$/u;
/**
* [IPv4](https://en.wikipedia.org/wiki/IPv4) regex.
*/
const IPV4_REGEX = /^(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])(?:\.(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])){3}$/u;
/**
* [IPv6](https://en.wikipedia.org/wiki/IPv6) regex.
*/
const IPV6_REGEX = /^(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,7}:|(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,5}(?::[\da-f]{1,4}){1,2}|(?:[\da-f]{1,4}:){1,4}(?::[\da-f]{1,4}){1,3}|(?:[\da-f]{1,4}:){1,3}(?::[\da-f]{1,4}){1,4}|(?:[\da-f]{1,4}:){1,2}(?::[\da-f]{1,4}){1,5}|[\da-f]{1,4}:(?::[\da-f]{1,4}){1,6}|:(?:(?::[\da-f]{1,4}){1,7}|:)|fe80:(?::[\da-f]{0,4}){0,4}%[\da-z]+|::(?:f{4}(?::0{1,4})?:)?(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d)|(?:[\da-f]{1,4}:){1,4}:(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d))$/iu;
/**
* [IP](https://en.wikipedia.org/wiki/IP_address) regex.
*/
const IP_REGEX = /^(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])(?:\.(?:(?:[1-9]|1\d|2[0-4])?\d|25[0-5])){3}$|^(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,7}:|(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,5}(?::[\da-f]{1,4}){1,2}|(?:[\da-f]{1,4}:){1,4}(?::[\da-f]{1,4}){1,3}|(?:[\da-f]{1,4}:){1,3}(?::[\da-f]{1,4}){1,4}|(?:[\da-f]{1,4}:){1,2}(?::[\da-f]{1,4}){1,5}|[\da-f]{1,4}:(?::[\da-f]{1,4}){1,6}|:(?:(?::[\da-f]{1,4}){1,7}|:)|fe80:(?::[\da-f]{0,4}){0,4}%[\da-z]+|::(?:f{4}(?::0{1,4})?:)?(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d)|(?:[\da-f]{1,4}:){1,4}:(?:(?:25[0-5]|(?:2[0-4]|1?\d)?\d)\.){3}(?:25[0-5]|(?:2[0-4]|1?\d)?\d))$/iu;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date regex.
*/
const ISO_DATE_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date-time regex.
*/
const ISO_DATE_TIME_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3]):[0-5]\d$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) date-time with seconds regex.
*/
const ISO_DATE_TIME_SECOND_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) time regex.
*/
const ISO_TIME_REGEX = /^(?:0\d|1\d|2[0-3]):[0-5]\d$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) time with seconds regex.
*/
const ISO_TIME_SECOND_REGEX = /^(?:0\d|1\d|2[0-3])(?::[0-5]\d){2}$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) timestamp regex. Allows a
* space as a date/time separator and an optional space before the UTC offset.
*/
const ISO_TIMESTAMP_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) week regex.
*/
const ISO_WEEK_REGEX = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/u;
/**
* [JWS compact serialization](https://datatracker.ietf.org/doc/html/rfc7515#section-3.1)
* regex.
*
* Hint: Empty payload and signature segments are allowed because the
* Base64URL-encoded representation of an empty octet sequence is an empty
* string.
*/
const JWS_COMPACT_REGEX = /^(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)\.(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)?\.(?:[\w-]{2,3}|(?:[\w-]{4})+(?:[\w-]{2,3})?)?$/u;
/**
* [ISRC](https://en.wikipedia.org/wiki/International_Standard_Recording_Code) regex.
*/
const ISRC_REGEX = /^(?:[A-Z]{2}[A-Z\d]{3}\d{7}|[A-Z]{2}-[A-Z\d]{3}-\d{2}-\d{5})$/u;
/**
* [KSUID](https://github.com/segmentio/ksuid) regex.
*/
const KSUID_REGEX = /^[a-zA-Z0-9]{27}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) 48 bit regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC48_REGEX = /^(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) 64 bit regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC64_REGEX = /^(?:[\da-fA-F]{2}:){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){3}[\da-fA-F]{4}$|^(?:[\da-fA-F]{4}:){3}[\da-fA-F]{4}$/u;
/**
* [MAC](https://en.wikipedia.org/wiki/MAC_address) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
*/
const MAC_REGEX = /^(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){5}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}$|^(?:[\da-fA-F]{2}:){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{2}-){7}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){3}[\da-fA-F]{4}$|^(?:[\da-fA-F]{4}:){3}[\da-fA-F]{4}$/u;
/**
* [Nano ID](https://github.com/ai/nanoid) regex.
*/
const NANO_ID_REGEX = /^[\w-]+$/u;
/**
* [Octal](https://en.wikipedia.org/wiki/Octal) regex.
*/
const OCTAL_REGEX = /^(?:0o)?[0-7]+$/u;
/**
* [RFC 5322 email address](https://datatracker.ietf.org/doc/html/rfc5322#section-3.4.1) regex.
*
* Hint: This regex was taken from the [HTML Living Standard Specification](https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address) and does not perfectly represent RFC 5322.
*/
const RFC_EMAIL_REGEX = /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/**
* [Slug](https://en.wikipedia.org/wiki/Clean_URL#Slug) regex.
*/
const SLUG_REGEX = /^[\da-z]+(?:[-_][\da-z]+)*$/u;
/**
* [ULID](https://github.com/ulid/spec) regex.
*
* Hint: We decided against the `i` flag for better JSON Schema compatibility.
* Hint: The first character is restricted to `[0-7]` because the 48-bit
* timestamp cannot exceed 2^48-1, making the maximum valid ULID
* `7ZZZZZZZZZZZZZZZZZZZZZZZZZ` in Crockford's Base32 encoding.
*/
const ULID_REGEX = /^[0-7][\da-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}$/u;
/**
* [UUID](https://en.wikipedia.org/wiki/Universally_unique_identifier) regex.
*/
const UUID_REGEX = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

//#endregion
//#region src/actions/base64/base64.ts
/* @__NO_SIDE_EFFECTS__ */
function base64(message$1) {
	return {
		kind: "validation",
		type: "base64",
		reference: base64,
		async: false,
		expects: null,
		requirement: BASE64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Base64", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/bic/bic.ts
/* @__NO_SIDE_EFFECTS__ */
function bic(message$1) {
	return {
		kind: "validation",
		type: "bic",
		reference: bic,
		async: false,
		expects: null,
		requirement: BIC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "BIC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/brand/brand.ts
/**
* Creates a brand transformation action.
*
* @param name The brand name.
*
* @returns A brand action.
*/
/* @__NO_SIDE_EFFECTS__ */
function brand(name) {
	return {
		kind: "transformation",
		type: "brand",
		reference: brand,
		async: false,
		name,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/bytes/bytes.ts
/* @__NO_SIDE_EFFECTS__ */
function bytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "bytes",
		reference: bytes,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 !== this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/check/check.ts
/* @__NO_SIDE_EFFECTS__ */
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/check/checkAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function checkAsync(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: checkAsync,
		async: true,
		expects: null,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.typed && !await this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/checkItems/checkItems.ts
/* @__NO_SIDE_EFFECTS__ */
function checkItems(requirement, message$1) {
	return {
		kind: "validation",
		type: "check_items",
		reference: checkItems,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) for (let index = 0; index < dataset.value.length; index++) {
				const item = dataset.value[index];
				if (!this.requirement(item, index, dataset.value)) _addIssue(this, "item", dataset, config$1, {
					input: item,
					path: [{
						type: "array",
						origin: "value",
						input: dataset.value,
						key: index,
						value: item
					}]
				});
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/checkItems/checkItemsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function checkItemsAsync(requirement, message$1) {
	return {
		kind: "validation",
		type: "check_items",
		reference: checkItemsAsync,
		async: true,
		expects: null,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.typed) {
				const requirementResults = await Promise.all(dataset.value.map(this.requirement));
				for (let index = 0; index < dataset.value.length; index++) if (!requirementResults[index]) {
					const item = dataset.value[index];
					_addIssue(this, "item", dataset, config$1, {
						input: item,
						path: [{
							type: "array",
							origin: "value",
							input: dataset.value,
							key: index,
							value: item
						}]
					});
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/codePoints/codePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function codePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "code_points",
		reference: codePoints,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count !== this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/creditCard/creditCard.ts
/**
* Credit card regex.
*/
const CREDIT_CARD_REGEX = /^(?:\d{13,19}|\d{4}(?: \d{3,6}){2,4}|\d{4}(?:-\d{3,6}){2,4})$/u;
/**
* Sanitize regex.
*/
const SANITIZE_REGEX = /[- ]/gu;
/**
* Provider regex list.
*/
const PROVIDER_REGEX_LIST = (/* unused pure expression or super */ null && ([
	/^3[47]\d{13}$/u,
	/^3(?:0[0-5]|[68]\d)\d{11,13}$/u,
	/^6(?:011|5\d{2})\d{12,15}$/u,
	/^(?:2131|1800|35\d{3})\d{11}$/u,
	/^(?:5[1-5]\d{2}|222\d|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/u,
	/^(?:6[27]\d{14,17}|81\d{14,17})$/u,
	/^4\d{12}(?:\d{3,6})?$/u
]));
/* @__NO_SIDE_EFFECTS__ */
function creditCard(message$1) {
	return {
		kind: "validation",
		type: "credit_card",
		reference: creditCard,
		async: false,
		expects: null,
		requirement(input) {
			let sanitized;
			return CREDIT_CARD_REGEX.test(input) && (sanitized = input.replace(SANITIZE_REGEX, "")) && PROVIDER_REGEX_LIST.some((regex$1) => regex$1.test(sanitized)) && /* @__PURE__ */ _isLuhnAlgo(sanitized);
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "credit card", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/cuid2/cuid2.ts
/* @__NO_SIDE_EFFECTS__ */
function cuid2(message$1) {
	return {
		kind: "validation",
		type: "cuid2",
		reference: cuid2,
		async: false,
		expects: null,
		requirement: CUID2_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Cuid2", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/decimal/decimal.ts
/* @__NO_SIDE_EFFECTS__ */
function decimal(message$1) {
	return {
		kind: "validation",
		type: "decimal",
		reference: decimal,
		async: false,
		expects: null,
		requirement: DECIMAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "decimal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/description/description.ts
/**
* Creates a description metadata action.
*
* @param description_ The description text.
*
* @returns A description action.
*/
/* @__NO_SIDE_EFFECTS__ */
function description(description_) {
	return {
		kind: "metadata",
		type: "description",
		reference: description,
		description: description_
	};
}

//#endregion
//#region src/actions/digits/digits.ts
/* @__NO_SIDE_EFFECTS__ */
function digits(message$1) {
	return {
		kind: "validation",
		type: "digits",
		reference: digits,
		async: false,
		expects: null,
		requirement: DIGITS_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "digits", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/domain/domain.ts
/* @__NO_SIDE_EFFECTS__ */
function domain(message$1) {
	return {
		kind: "validation",
		type: "domain",
		reference: domain,
		expects: null,
		async: false,
		requirement: DOMAIN_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "domain", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/email/email.ts
/* @__NO_SIDE_EFFECTS__ */
function email(message$1) {
	return {
		kind: "validation",
		type: "email",
		reference: email,
		expects: null,
		async: false,
		requirement: EMAIL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "email", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/emoji/emoji.ts
/* @__NO_SIDE_EFFECTS__ */
function emoji(message$1) {
	return {
		kind: "validation",
		type: "emoji",
		reference: emoji,
		async: false,
		expects: null,
		requirement: EMOJI_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "emoji", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/empty/empty.ts
/* @__NO_SIDE_EFFECTS__ */
function empty(message$1) {
	return {
		kind: "validation",
		type: "empty",
		reference: empty,
		async: false,
		expects: "0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > 0) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/endsWith/endsWith.ts
/* @__NO_SIDE_EFFECTS__ */
function endsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "ends_with",
		reference: endsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.endsWith(this.requirement)) _addIssue(this, "end", dataset, config$1, { received: `"${dataset.value.slice(-this.requirement.length)}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/entries/entries.ts
/* @__NO_SIDE_EFFECTS__ */
function entries(requirement, message$1) {
	return {
		kind: "validation",
		type: "entries",
		reference: entries,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count !== this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/everyItem/everyItem.ts
/* @__NO_SIDE_EFFECTS__ */
function everyItem(requirement, message$1) {
	return {
		kind: "validation",
		type: "every_item",
		reference: everyItem,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.every(this.requirement)) _addIssue(this, "item", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/examples/examples.ts
/**
* Creates an examples metadata action.
*
* @param examples_ The examples.
*
* @returns An examples action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function examples(examples_) {
	return {
		kind: "metadata",
		type: "examples",
		reference: examples,
		examples: examples_
	};
}

//#endregion
//#region src/actions/excludes/excludes.ts
/* @__NO_SIDE_EFFECTS__ */
function excludes(requirement, message$1) {
	const received = /* @__PURE__ */ _stringify(requirement);
	return {
		kind: "validation",
		type: "excludes",
		reference: excludes,
		async: false,
		expects: `!${received}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.includes(this.requirement)) _addIssue(this, "content", dataset, config$1, { received });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/filterItems/filterItems.ts
/* @__NO_SIDE_EFFECTS__ */
function filterItems(operation) {
	return {
		kind: "transformation",
		type: "filter_items",
		reference: filterItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.filter(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/findItem/findItem.ts
/* @__NO_SIDE_EFFECTS__ */
function findItem(operation) {
	return {
		kind: "transformation",
		type: "find_item",
		reference: findItem,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.find(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/finite/finite.ts
/* @__NO_SIDE_EFFECTS__ */
function finite(message$1) {
	return {
		kind: "validation",
		type: "finite",
		reference: finite,
		async: false,
		expects: null,
		requirement: Number.isFinite,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "finite", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/flavor/flavor.ts
/**
* Creates a flavor transformation action.
*
* @param name The flavor name.
*
* @returns A flavor action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function flavor(name) {
	return {
		kind: "transformation",
		type: "flavor",
		reference: flavor,
		async: false,
		name,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/graphemes/graphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function graphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "graphemes",
		reference: graphemes,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count !== this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/gtValue/gtValue.ts
/* @__NO_SIDE_EFFECTS__ */
function gtValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "gt_value",
		reference: gtValue,
		async: false,
		expects: `>${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value > this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/guard/guard.ts
/* @__NO_SIDE_EFFECTS__ */
function guard(requirement, message$1) {
	return {
		kind: "transformation",
		type: "guard",
		reference: guard,
		async: false,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) {
				_addIssue(this, "input", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hash/hash.ts
/**
* Hash lengths object.
*/
const HASH_LENGTHS = {
	md4: 32,
	md5: 32,
	sha1: 40,
	sha256: 64,
	sha384: 96,
	sha512: 128,
	ripemd128: 32,
	ripemd160: 40,
	tiger128: 32,
	tiger160: 40,
	tiger192: 48,
	crc32: 8,
	crc32b: 8,
	adler32: 8
};
/* @__NO_SIDE_EFFECTS__ */
function hash(types, message$1) {
	return {
		kind: "validation",
		type: "hash",
		reference: hash,
		expects: null,
		async: false,
		requirement: RegExp(types.map((type) => `^[a-fA-F0-9]{${HASH_LENGTHS[type]}}$`).join("|"), "u"),
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hash", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hexadecimal/hexadecimal.ts
/* @__NO_SIDE_EFFECTS__ */
function hexadecimal(message$1) {
	return {
		kind: "validation",
		type: "hexadecimal",
		reference: hexadecimal,
		async: false,
		expects: null,
		requirement: HEXADECIMAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hexadecimal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/hexColor/hexColor.ts
/* @__NO_SIDE_EFFECTS__ */
function hexColor(message$1) {
	return {
		kind: "validation",
		type: "hex_color",
		reference: hexColor,
		async: false,
		expects: null,
		requirement: HEX_COLOR_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "hex color", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/imei/imei.ts
/* @__NO_SIDE_EFFECTS__ */
function imei(message$1) {
	return {
		kind: "validation",
		type: "imei",
		reference: imei,
		async: false,
		expects: null,
		requirement(input) {
			return IMEI_REGEX.test(input) && /* @__PURE__ */ _isLuhnAlgo(input);
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "IMEI", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/includes/includes.ts
/* @__NO_SIDE_EFFECTS__ */
function includes(requirement, message$1) {
	const expects = /* @__PURE__ */ _stringify(requirement);
	return {
		kind: "validation",
		type: "includes",
		reference: includes,
		async: false,
		expects,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.includes(this.requirement)) _addIssue(this, "content", dataset, config$1, { received: `!${expects}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/integer/integer.ts
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ip/ip.ts
/* @__NO_SIDE_EFFECTS__ */
function ip(message$1) {
	return {
		kind: "validation",
		type: "ip",
		reference: ip,
		async: false,
		expects: null,
		requirement: IP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IP", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ipv4/ipv4.ts
/* @__NO_SIDE_EFFECTS__ */
function ipv4(message$1) {
	return {
		kind: "validation",
		type: "ipv4",
		reference: ipv4,
		async: false,
		expects: null,
		requirement: IPV4_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IPv4", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ipv6/ipv6.ts
/* @__NO_SIDE_EFFECTS__ */
function ipv6(message$1) {
	return {
		kind: "validation",
		type: "ipv6",
		reference: ipv6,
		async: false,
		expects: null,
		requirement: IPV6_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "IPv6", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isbn/utils/_isIsbn10.ts
/**
* [Validates an ISBN-10](https://en.wikipedia.org/wiki/ISBN#ISBN-10_check_digits).
*
* @param input The input value.
*
* @returns `true` if the input is a valid ISBN-10, `false` otherwise.
*
* @internal
*/
function _isIsbn10(input) {
	const digits$1 = input.split("").map((c) => c === "X" ? 10 : parseInt(c));
	let sum = 0;
	for (let i = 0; i < 10; i++) sum += digits$1[i] * (10 - i);
	return sum % 11 === 0;
}

//#endregion
//#region src/actions/isbn/utils/_isIsbn13.ts
/**
* [Validates an ISBN-13](https://en.wikipedia.org/wiki/ISBN#ISBN-13_check_digit_calculation).
*
* @param input The input value.
*
* @returns `true` if the input is a valid ISBN-13, `false` otherwise.
*
* @internal
*/
function _isIsbn13(input) {
	const digits$1 = input.split("").map((c) => parseInt(c));
	let sum = 0;
	for (let i = 0; i < 13; i++) sum += digits$1[i] * (i % 2 === 0 ? 1 : 3);
	return sum % 10 === 0;
}

//#endregion
//#region src/actions/isbn/isbn.ts
/**
* ISBN separator regex.
*/
const ISBN_SEPARATOR_REGEX = /[- ]/gu;
/**
* ISBN-10 detection regex.
*/
const ISBN_10_DETECTION_REGEX = /^\d{9}[\dX]$/u;
/**
* ISBN-13 detection regex.
*/
const ISBN_13_DETECTION_REGEX = /^\d{13}$/u;
/* @__NO_SIDE_EFFECTS__ */
function isbn(message$1) {
	return {
		kind: "validation",
		type: "isbn",
		reference: isbn,
		async: false,
		expects: null,
		requirement(input) {
			const replacedInput = input.replace(ISBN_SEPARATOR_REGEX, "");
			if (ISBN_10_DETECTION_REGEX.test(replacedInput)) return _isIsbn10(replacedInput);
			else if (ISBN_13_DETECTION_REGEX.test(replacedInput)) return _isIsbn13(replacedInput);
			return false;
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "ISBN", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isrc/isrc.ts
/* @__NO_SIDE_EFFECTS__ */
function isrc(message$1) {
	return {
		kind: "validation",
		type: "isrc",
		reference: isrc,
		async: false,
		expects: null,
		requirement: ISRC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "ISRC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDate/isoDate.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDate(message$1) {
	return {
		kind: "validation",
		type: "iso_date",
		reference: isoDate,
		async: false,
		expects: null,
		requirement: ISO_DATE_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDateTime/isoDateTime.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDateTime(message$1) {
	return {
		kind: "validation",
		type: "iso_date_time",
		reference: isoDateTime,
		async: false,
		expects: null,
		requirement: ISO_DATE_TIME_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date-time", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoDateTimeSecond/isoDateTimeSecond.ts
/* @__NO_SIDE_EFFECTS__ */
function isoDateTimeSecond(message$1) {
	return {
		kind: "validation",
		type: "iso_date_time_second",
		reference: isoDateTimeSecond,
		async: false,
		expects: null,
		requirement: ISO_DATE_TIME_SECOND_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date-time-second", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTime/isoTime.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTime(message$1) {
	return {
		kind: "validation",
		type: "iso_time",
		reference: isoTime,
		async: false,
		expects: null,
		requirement: ISO_TIME_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "time", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTimeSecond/isoTimeSecond.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimeSecond(message$1) {
	return {
		kind: "validation",
		type: "iso_time_second",
		reference: isoTimeSecond,
		async: false,
		expects: null,
		requirement: ISO_TIME_SECOND_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "time-second", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTimestamp/isoTimestamp.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimestamp(message$1) {
	return {
		kind: "validation",
		type: "iso_timestamp",
		reference: isoTimestamp,
		async: false,
		expects: null,
		requirement: ISO_TIMESTAMP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "timestamp", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoWeek/isoWeek.ts
/* @__NO_SIDE_EFFECTS__ */
function isoWeek(message$1) {
	return {
		kind: "validation",
		type: "iso_week",
		reference: isoWeek,
		async: false,
		expects: null,
		requirement: ISO_WEEK_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "week", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/jwsCompact/jwsCompact.ts
/* @__NO_SIDE_EFFECTS__ */
function jwsCompact(message$1) {
	return {
		kind: "validation",
		type: "jws_compact",
		reference: jwsCompact,
		async: false,
		expects: null,
		requirement: JWS_COMPACT_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "JWS compact", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ksuid/ksuid.ts
/* @__NO_SIDE_EFFECTS__ */
function ksuid(message$1) {
	return {
		kind: "validation",
		type: "ksuid",
		reference: ksuid,
		async: false,
		expects: null,
		requirement: KSUID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "KSUID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/length/length.ts
/* @__NO_SIDE_EFFECTS__ */
function length(requirement, message$1) {
	return {
		kind: "validation",
		type: "length",
		reference: length,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length !== this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ltValue/ltValue.ts
/* @__NO_SIDE_EFFECTS__ */
function ltValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "lt_value",
		reference: ltValue,
		async: false,
		expects: `<${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value < this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac/mac.ts
/* @__NO_SIDE_EFFECTS__ */
function mac(message$1) {
	return {
		kind: "validation",
		type: "mac",
		reference: mac,
		async: false,
		expects: null,
		requirement: MAC_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac48/mac48.ts
/* @__NO_SIDE_EFFECTS__ */
function mac48(message$1) {
	return {
		kind: "validation",
		type: "mac48",
		reference: mac48,
		async: false,
		expects: null,
		requirement: MAC48_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "48-bit MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mac64/mac64.ts
/* @__NO_SIDE_EFFECTS__ */
function mac64(message$1) {
	return {
		kind: "validation",
		type: "mac64",
		reference: mac64,
		async: false,
		expects: null,
		requirement: MAC64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "64-bit MAC", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/mapItems/mapItems.ts
/* @__NO_SIDE_EFFECTS__ */
function mapItems(operation) {
	return {
		kind: "transformation",
		type: "map_items",
		reference: mapItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.map(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxBytes/maxBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function maxBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_bytes",
		reference: maxBytes,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 > this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxCodePoints/maxCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function maxCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_code_points",
		reference: maxCodePoints,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count > this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxEntries/maxEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function maxEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_entries",
		reference: maxEntries,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count > this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxGraphemes/maxGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function maxGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_graphemes",
		reference: maxGraphemes,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count > this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxLength/maxLength.ts
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxSize/maxSize.ts
/* @__NO_SIDE_EFFECTS__ */
function maxSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_size",
		reference: maxSize,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size > this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxValue/maxValue.ts
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxWords/maxWords.ts
/* @__NO_SIDE_EFFECTS__ */
function maxWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "max_words",
		reference: maxWords,
		async: false,
		expects: `<=${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count > this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/metadata/metadata.ts
/**
* Creates a custom metadata action.
*
* @param metadata_ The metadata object.
*
* @returns A metadata action.
*/
/* @__NO_SIDE_EFFECTS__ */
function metadata(metadata_) {
	return {
		kind: "metadata",
		type: "metadata",
		reference: metadata,
		metadata: metadata_
	};
}

//#endregion
//#region src/actions/mimeType/mimeType.ts
/* @__NO_SIDE_EFFECTS__ */
function mimeType(requirement, message$1) {
	return {
		kind: "validation",
		type: "mime_type",
		reference: mimeType,
		async: false,
		expects: /* @__PURE__ */ _joinExpects(requirement.map((option) => `"${option}"`), "|"),
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.includes(dataset.value.type)) _addIssue(this, "MIME type", dataset, config$1, { received: `"${dataset.value.type}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minBytes/minBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function minBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_bytes",
		reference: minBytes,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 < this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minCodePoints/minCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function minCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_code_points",
		reference: minCodePoints,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count < this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minEntries/minEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function minEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_entries",
		reference: minEntries,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count < this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minGraphemes/minGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function minGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_graphemes",
		reference: minGraphemes,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count < this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minLength/minLength.ts
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minSize/minSize.ts
/* @__NO_SIDE_EFFECTS__ */
function minSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_size",
		reference: minSize,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size < this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minValue/minValue.ts
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minWords/minWords.ts
/* @__NO_SIDE_EFFECTS__ */
function minWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "min_words",
		reference: minWords,
		async: false,
		expects: `>=${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count < this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/multipleOf/multipleOf.ts
/* @__NO_SIDE_EFFECTS__ */
function multipleOf(requirement, message$1) {
	return {
		kind: "validation",
		type: "multiple_of",
		reference: multipleOf,
		async: false,
		expects: `%${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value % this.requirement != 0) _addIssue(this, "multiple", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/nanoid/nanoid.ts
/* @__NO_SIDE_EFFECTS__ */
function nanoid(message$1) {
	return {
		kind: "validation",
		type: "nanoid",
		reference: nanoid,
		async: false,
		expects: null,
		requirement: NANO_ID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Nano ID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/nonEmpty/nonEmpty.ts
/* @__NO_SIDE_EFFECTS__ */
function nonEmpty(message$1) {
	return {
		kind: "validation",
		type: "non_empty",
		reference: nonEmpty,
		async: false,
		expects: "!0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === 0) _addIssue(this, "length", dataset, config$1, { received: "0" });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/normalize/normalize.ts
/* @__NO_SIDE_EFFECTS__ */
function normalize(form) {
	return {
		kind: "transformation",
		type: "normalize",
		reference: normalize,
		async: false,
		form,
		"~run"(dataset) {
			dataset.value = dataset.value.normalize(this.form);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notBytes/notBytes.ts
/* @__NO_SIDE_EFFECTS__ */
function notBytes(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_bytes",
		reference: notBytes,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const length$1 = /* @__PURE__ */ _getByteCount(dataset.value);
				if (length$1 === this.requirement) _addIssue(this, "bytes", dataset, config$1, { received: `${length$1}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notCodePoints/notCodePoints.ts
/* @__NO_SIDE_EFFECTS__ */
function notCodePoints(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_code_points",
		reference: notCodePoints,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getCodePointCount(dataset.value);
				if (count === this.requirement) _addIssue(this, "code points", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notEntries/notEntries.ts
/* @__NO_SIDE_EFFECTS__ */
function notEntries(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_entries",
		reference: notEntries,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!dataset.typed) return dataset;
			const count = Object.keys(dataset.value).length;
			if (dataset.typed && count === this.requirement) _addIssue(this, "entries", dataset, config$1, { received: `${count}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notGraphemes/notGraphemes.ts
/* @__NO_SIDE_EFFECTS__ */
function notGraphemes(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_graphemes",
		reference: notGraphemes,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getGraphemeCount(dataset.value);
				if (count === this.requirement) _addIssue(this, "graphemes", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notLength/notLength.ts
/* @__NO_SIDE_EFFECTS__ */
function notLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_length",
		reference: notLength,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notSize/notSize.ts
/* @__NO_SIDE_EFFECTS__ */
function notSize(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_size",
		reference: notSize,
		async: false,
		expects: `!${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size === this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notValue/notValue.ts
/* @__NO_SIDE_EFFECTS__ */
function notValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_value",
		reference: notValue,
		async: false,
		expects: requirement instanceof Date ? `!${requirement.toJSON()}` : `!${/* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && /* @__PURE__ */ _isValueMatch(this.requirement, dataset.value)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notValues/notValues.ts
/* @__NO_SIDE_EFFECTS__ */
function notValues(requirement, message$1) {
	return {
		kind: "validation",
		type: "not_values",
		reference: notValues,
		async: false,
		expects: `!${/* @__PURE__ */ _joinExpects(requirement.map((value$1) => value$1 instanceof Date ? value$1.toJSON() : /* @__PURE__ */ _stringify(value$1)), "|")}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && this.requirement.some((requirement$1) => /* @__PURE__ */ _isValueMatch(requirement$1, dataset.value))) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/notWords/notWords.ts
/* @__NO_SIDE_EFFECTS__ */
function notWords(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "not_words",
		reference: notWords,
		async: false,
		expects: `!${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count === this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/octal/octal.ts
/* @__NO_SIDE_EFFECTS__ */
function octal(message$1) {
	return {
		kind: "validation",
		type: "octal",
		reference: octal,
		async: false,
		expects: null,
		requirement: OCTAL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "octal", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/parseBoolean/parseBoolean.ts
const TRUTHY = (/* unused pure expression or super */ null && ([
	true,
	1,
	"true",
	"1",
	"yes",
	"y",
	"on",
	"enabled"
]));
const FALSY = (/* unused pure expression or super */ null && ([
	false,
	0,
	"false",
	"0",
	"no",
	"n",
	"off",
	"disabled"
]));
/* @__NO_SIDE_EFFECTS__ */
function parseBoolean(config$1, message$1) {
	const normalize$1 = (v) => typeof v === "string" ? v.toLowerCase() : v;
	const truthyRaw = config$1?.truthy ?? TRUTHY;
	const falsyRaw = config$1?.falsy ?? FALSY;
	const truthy = config$1?.truthy ? config$1.truthy.map(normalize$1) : TRUTHY;
	const falsy = config$1?.falsy ? config$1.falsy.map(normalize$1) : FALSY;
	return {
		kind: "transformation",
		type: "parse_boolean",
		reference: parseBoolean,
		expects: /* @__PURE__ */ _joinExpects([...truthyRaw, ...falsyRaw].map(_stringify), "|"),
		config: config$1,
		message: message$1,
		async: false,
		"~run"(dataset, config$2) {
			const input = normalize$1(dataset.value);
			if (truthy.includes(input)) dataset.value = true;
			else if (falsy.includes(input)) dataset.value = false;
			else {
				_addIssue(this, "boolean", dataset, config$2);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/parseJson/parseJson.ts
/* @__NO_SIDE_EFFECTS__ */
function parseJson(config$1, message$1) {
	return {
		kind: "transformation",
		type: "parse_json",
		reference: parseJson,
		config: config$1,
		message: message$1,
		async: false,
		"~run"(dataset, config$2) {
			try {
				dataset.value = JSON.parse(dataset.value, this.config?.reviver);
			} catch (error) {
				if (error instanceof Error) {
					_addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` });
					dataset.typed = false;
				} else throw error;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/partialCheck/utils/_isPartiallyTyped/_isPartiallyTyped.ts
/**
* Checks if a dataset is partially typed.
*
* @param dataset The dataset to check.
* @param paths The paths to check.
*
* @returns Whether it is partially typed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isPartiallyTyped(dataset, paths) {
	if (dataset.issues) for (const path of paths) for (const issue of dataset.issues) {
		let typed = false;
		const bound = Math.min(path.length, issue.path?.length ?? 0);
		for (let index = 0; index < bound; index++) if (path[index] !== issue.path[index].key && (path[index] !== "$" || issue.path[index].type !== "array")) {
			typed = true;
			break;
		}
		if (!typed) return false;
	}
	return true;
}

//#endregion
//#region src/actions/partialCheck/partialCheck.ts
/* @__NO_SIDE_EFFECTS__ */
function partialCheck(paths, requirement, message$1) {
	return {
		kind: "validation",
		type: "partial_check",
		reference: partialCheck,
		async: false,
		expects: null,
		paths,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if ((dataset.typed || /* @__PURE__ */ _isPartiallyTyped(dataset, paths)) && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/partialCheck/partialCheckAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function partialCheckAsync(paths, requirement, message$1) {
	return {
		kind: "validation",
		type: "partial_check",
		reference: partialCheckAsync,
		async: true,
		expects: null,
		paths,
		requirement,
		message: message$1,
		async "~run"(dataset, config$1) {
			if ((dataset.typed || /* @__PURE__ */ _isPartiallyTyped(dataset, paths)) && !await this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawCheck/rawCheck.ts
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheck(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheck,
		async: false,
		expects: null,
		"~run"(dataset, config$1) {
			action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawCheck/rawCheckAsync.ts
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheckAsync(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheckAsync,
		async: true,
		expects: null,
		async "~run"(dataset, config$1) {
			await action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawTransform/rawTransform.ts
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransform(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransform,
		async: false,
		"~run"(dataset, config$1) {
			const output = action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawTransform/rawTransformAsync.ts
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransformAsync(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransformAsync,
		async: true,
		async "~run"(dataset, config$1) {
			const output = await action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/readonly/readonly.ts
/* @__NO_SIDE_EFFECTS__ */
function readonly() {
	return {
		kind: "transformation",
		type: "readonly",
		reference: readonly,
		async: false,
		"~run"(dataset) {
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/reduceItems/reduceItems.ts
/* @__NO_SIDE_EFFECTS__ */
function reduceItems(operation, initial) {
	return {
		kind: "transformation",
		type: "reduce_items",
		reference: reduceItems,
		async: false,
		operation,
		initial,
		"~run"(dataset) {
			dataset.value = dataset.value.reduce(this.operation, this.initial);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/regex/regex.ts
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/returns/returns.ts
/* @__NO_SIDE_EFFECTS__ */
function returns(schema) {
	return {
		kind: "transformation",
		type: "returns",
		reference: returns,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = (...args_) => {
				const returnsDataset = this.schema["~run"]({ value: func(...args_) }, config$1);
				if (returnsDataset.issues) throw new ValiError(returnsDataset.issues);
				return returnsDataset.value;
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/returns/returnsAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function returnsAsync(schema) {
	return {
		kind: "transformation",
		type: "returns",
		reference: returnsAsync,
		async: false,
		schema,
		"~run"(dataset, config$1) {
			const func = dataset.value;
			dataset.value = async (...args_) => {
				const returnsDataset = await this.schema["~run"]({ value: await func(...args_) }, config$1);
				if (returnsDataset.issues) throw new ValiError(returnsDataset.issues);
				return returnsDataset.value;
			};
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rfcEmail/rfcEmail.ts
/* @__NO_SIDE_EFFECTS__ */
function rfcEmail(message$1) {
	return {
		kind: "validation",
		type: "rfc_email",
		reference: rfcEmail,
		expects: null,
		async: false,
		requirement: RFC_EMAIL_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "email", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/safeInteger/safeInteger.ts
/* @__NO_SIDE_EFFECTS__ */
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/size/size.ts
/* @__NO_SIDE_EFFECTS__ */
function size(requirement, message$1) {
	return {
		kind: "validation",
		type: "size",
		reference: size,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.size !== this.requirement) _addIssue(this, "size", dataset, config$1, { received: `${dataset.value.size}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/slug/slug.ts
/* @__NO_SIDE_EFFECTS__ */
function slug(message$1) {
	return {
		kind: "validation",
		type: "slug",
		reference: slug,
		async: false,
		expects: null,
		requirement: SLUG_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "slug", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/someItem/someItem.ts
/* @__NO_SIDE_EFFECTS__ */
function someItem(requirement, message$1) {
	return {
		kind: "validation",
		type: "some_item",
		reference: someItem,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.some(this.requirement)) _addIssue(this, "item", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/sortItems/sortItems.ts
/* @__NO_SIDE_EFFECTS__ */
function sortItems(operation) {
	return {
		kind: "transformation",
		type: "sort_items",
		reference: sortItems,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = dataset.value.sort(this.operation);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/startsWith/startsWith.ts
/* @__NO_SIDE_EFFECTS__ */
function startsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "starts_with",
		reference: startsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.startsWith(this.requirement)) _addIssue(this, "start", dataset, config$1, { received: `"${dataset.value.slice(0, this.requirement.length)}"` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/stringifyJson/stringifyJson.ts
/* @__NO_SIDE_EFFECTS__ */
function stringifyJson(config$1, message$1) {
	return {
		kind: "transformation",
		type: "stringify_json",
		reference: stringifyJson,
		message: message$1,
		config: config$1,
		async: false,
		"~run"(dataset, config$2) {
			try {
				const output = JSON.stringify(dataset.value, this.config?.replacer, this.config?.space);
				if (output === void 0) {
					_addIssue(this, "JSON", dataset, config$2);
					dataset.typed = false;
				} else dataset.value = output;
			} catch (error) {
				if (error instanceof Error) {
					_addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` });
					dataset.typed = false;
				} else throw error;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/title/title.ts
/**
* Creates a title metadata action.
*
* @param title_ The title text.
*
* @returns A title action.
*/
/* @__NO_SIDE_EFFECTS__ */
function title(title_) {
	return {
		kind: "metadata",
		type: "title",
		reference: title,
		title: title_
	};
}

//#endregion
//#region src/actions/toBigint/toBigint.ts
/* @__NO_SIDE_EFFECTS__ */
function toBigint(message$1) {
	return {
		kind: "transformation",
		type: "to_bigint",
		reference: toBigint,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = BigInt(dataset.value);
			} catch {
				_addIssue(this, "bigint", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toBoolean/toBoolean.ts
/**
* Creates a to boolean transformation action.
*
* @returns A to boolean action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toBoolean() {
	return {
		kind: "transformation",
		type: "to_boolean",
		reference: toBoolean,
		async: false,
		"~run"(dataset) {
			dataset.value = Boolean(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toCamelCase/toCamelCase.ts
/**
* Creates a to camel case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parseUrlValue`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2Name`).
*
* @returns A to camel case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toCamelCase() {
	return {
		kind: "transformation",
		type: "to_camel_case",
		reference: toCamelCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "", false, true);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toDate/toDate.ts
/* @__NO_SIDE_EFFECTS__ */
function toDate(message$1) {
	return {
		kind: "transformation",
		type: "to_date",
		reference: toDate,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = new Date(dataset.value);
				if (isNaN(dataset.value)) {
					_addIssue(this, "date", dataset, config$1, { received: "\"Invalid Date\"" });
					dataset.typed = false;
				}
			} catch {
				_addIssue(this, "date", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toKebabCase/toKebabCase.ts
/**
* Creates a to kebab case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parse-url-value`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2-name`).
*
* @returns A to kebab case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toKebabCase() {
	return {
		kind: "transformation",
		type: "to_kebab_case",
		reference: toKebabCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "-", false, false);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toLowerCase/toLowerCase.ts
/**
* Creates a to lower case transformation action.
*
* @returns A to lower case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toLowerCase() {
	return {
		kind: "transformation",
		type: "to_lower_case",
		reference: toLowerCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toLowerCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toMaxValue/toMaxValue.ts
/**
* Creates a to max value transformation action.
*
* @param requirement The maximum value.
*
* @returns A to max value action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toMaxValue(requirement) {
	return {
		kind: "transformation",
		type: "to_max_value",
		reference: toMaxValue,
		async: false,
		requirement,
		"~run"(dataset) {
			dataset.value = dataset.value > this.requirement ? this.requirement : dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toMinValue/toMinValue.ts
/**
* Creates a to min value transformation action.
*
* @param requirement The minimum value.
*
* @returns A to min value action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toMinValue(requirement) {
	return {
		kind: "transformation",
		type: "to_min_value",
		reference: toMinValue,
		async: false,
		requirement,
		"~run"(dataset) {
			dataset.value = dataset.value < this.requirement ? this.requirement : dataset.value;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toNumber/toNumber.ts
/* @__NO_SIDE_EFFECTS__ */
function toNumber(message$1) {
	return {
		kind: "transformation",
		type: "to_number",
		reference: toNumber,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = Number(dataset.value);
				if (isNaN(dataset.value)) {
					_addIssue(this, "number", dataset, config$1);
					dataset.typed = false;
				}
			} catch {
				_addIssue(this, "number", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toPascalCase/toPascalCase.ts
/**
* Creates a to pascal case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `ParseUrlValue`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `Item2Name`).
*
* @returns A to pascal case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toPascalCase() {
	return {
		kind: "transformation",
		type: "to_pascal_case",
		reference: toPascalCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "", true, true);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toSnakeCase/toSnakeCase.ts
/**
* Creates a to snake case transformation action.
*
* Words are separated by `_`, `-` and ASCII whitespace, as well as by case
* and acronym boundaries.
*
* Hint: Acronym runs are normalized to lowercase (e.g. `parseURLValue` →
* `parse_url_value`) and digits stay attached to the preceding token (e.g.
* `item2Name` → `item2_name`).
*
* @returns A to snake case action.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function toSnakeCase() {
	return {
		kind: "transformation",
		type: "to_snake_case",
		reference: toSnakeCase,
		async: false,
		"~run"(dataset) {
			dataset.value = /* @__PURE__ */ _formatCase(dataset.value, "_", false, false);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toString/toString.ts
/* @__NO_SIDE_EFFECTS__ */
function toString(message$1) {
	return {
		kind: "transformation",
		type: "to_string",
		reference: toString,
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			try {
				dataset.value = String(dataset.value);
			} catch {
				_addIssue(this, "string", dataset, config$1);
				dataset.typed = false;
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toUpperCase/toUpperCase.ts
/**
* Creates a to upper case transformation action.
*
* @returns A to upper case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toUpperCase() {
	return {
		kind: "transformation",
		type: "to_upper_case",
		reference: toUpperCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toUpperCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transform.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transformAsync.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transformAsync(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transformAsync,
		async: true,
		operation,
		async "~run"(dataset) {
			dataset.value = await this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trim/trim.ts
/**
* Creates a trim transformation action.
*
* @returns A trim action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trim() {
	return {
		kind: "transformation",
		type: "trim",
		reference: trim,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trim();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trimEnd/trimEnd.ts
/**
* Creates a trim end transformation action.
*
* @returns A trim end action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trimEnd() {
	return {
		kind: "transformation",
		type: "trim_end",
		reference: trimEnd,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trimEnd();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trimStart/trimStart.ts
/**
* Creates a trim start transformation action.
*
* @returns A trim start action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trimStart() {
	return {
		kind: "transformation",
		type: "trim_start",
		reference: trimStart,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trimStart();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/ulid/ulid.ts
/* @__NO_SIDE_EFFECTS__ */
function ulid(message$1) {
	return {
		kind: "validation",
		type: "ulid",
		reference: ulid,
		async: false,
		expects: null,
		requirement: ULID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "ULID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/url/url.ts
/* @__NO_SIDE_EFFECTS__ */
function url(message$1) {
	return {
		kind: "validation",
		type: "url",
		reference: url,
		async: false,
		expects: null,
		requirement(input) {
			try {
				if (URL.canParse) return URL.canParse(input);
				new URL(input);
				return true;
			} catch {
				return false;
			}
		},
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "URL", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/uuid/uuid.ts
/* @__NO_SIDE_EFFECTS__ */
function uuid(message$1) {
	return {
		kind: "validation",
		type: "uuid",
		reference: uuid,
		async: false,
		expects: null,
		requirement: UUID_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "UUID", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/value/value.ts
/* @__NO_SIDE_EFFECTS__ */
function value(requirement, message$1) {
	return {
		kind: "validation",
		type: "value",
		reference: value,
		async: false,
		expects: requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement),
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !/* @__PURE__ */ _isValueMatch(this.requirement, dataset.value)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/values/values.ts
/* @__NO_SIDE_EFFECTS__ */
function values(requirement, message$1) {
	return {
		kind: "validation",
		type: "values",
		reference: values,
		async: false,
		expects: `${/* @__PURE__ */ _joinExpects(requirement.map((value$1) => value$1 instanceof Date ? value$1.toJSON() : /* @__PURE__ */ _stringify(value$1)), "|")}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.some((requirement$1) => /* @__PURE__ */ _isValueMatch(requirement$1, dataset.value))) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/words/words.ts
/* @__NO_SIDE_EFFECTS__ */
function words(locales, requirement, message$1) {
	return {
		kind: "validation",
		type: "words",
		reference: words,
		async: false,
		expects: `${requirement}`,
		locales,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed) {
				const count = /* @__PURE__ */ _getWordCount(this.locales, dataset.value);
				if (count !== this.requirement) _addIssue(this, "words", dataset, config$1, { received: `${count}` });
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/const.ts
const ABORT_EARLY_CONFIG = { abortEarly: true };

//#endregion
//#region src/methods/assert/assert.ts
/**
* Checks if the input matches the schema. As this is an assertion function, it
* can be used as a type guard.
*
* @param schema The schema to be used.
* @param input The input to be tested.
*/
function assert(schema, input) {
	const issues = schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
	if (issues) throw new ValiError(issues);
}

//#endregion
//#region src/methods/cache/_LruCache.ts
/**
* Efficient LRU cache using Map iteration order.
*/
var _LruCache = class {
	constructor(config$1) {
		this.refCount = 0;
		this.maxSize = config$1?.maxSize ?? 1e3;
		this.maxAge = config$1?.maxAge ?? Infinity;
		this.hasMaxAge = isFinite(this.maxAge);
	}
	/**
	* Stringifies an unknown input to a cache key component.
	*
	* @param input The unknown input.
	*
	* @returns A cache key component.
	*/
	stringify(input) {
		const type = typeof input;
		if (type === "string") return `"${input}"`;
		if (type === "number" || type === "boolean") return `${input}`;
		if (type === "bigint") return `${input}n`;
		if (type === "object" || type === "function") {
			if (input) {
				this.refIds ?? (this.refIds = /* @__PURE__ */ new WeakMap());
				let id = this.refIds.get(input);
				if (!id) {
					id = ++this.refCount;
					this.refIds.set(input, id);
				}
				return `#${id}`;
			}
			return "null";
		}
		return type;
	}
	/**
	* Creates a cache key from input and config.
	*
	* @param input The input value.
	* @param config The parse configuration.
	*
	* @returns The cache key.
	*/
	key(input, config$1 = {}) {
		return `${this.stringify(input)}|${this.stringify(config$1.lang)}|${this.stringify(config$1.message)}|${this.stringify(config$1.abortEarly)}|${this.stringify(config$1.abortPipeEarly)}`;
	}
	/**
	* Gets a value from the cache by key.
	*
	* @param key The cache key.
	*
	* @returns The cached value.
	*/
	get(key) {
		if (!this.store) return void 0;
		const entry = this.store.get(key);
		if (!entry) return void 0;
		if (this.hasMaxAge && Date.now() - entry[1] > this.maxAge) {
			this.store.delete(key);
			return;
		}
		this.store.delete(key);
		this.store.set(key, entry);
		return entry[0];
	}
	/**
	* Sets a value in the cache by key.
	*
	* @param key The cache key.
	* @param value The cached value.
	*/
	set(key, value$1) {
		this.store ?? (this.store = /* @__PURE__ */ new Map());
		this.store.delete(key);
		const timestamp = this.hasMaxAge ? Date.now() : 0;
		this.store.set(key, [value$1, timestamp]);
		if (this.store.size > this.maxSize) this.store.delete(this.store.keys().next().value);
	}
	/**
	* Clears all entries from the cache.
	*/
	clear() {
		this.store?.clear();
	}
};

//#endregion
//#region src/methods/cache/cache.ts
/* @__NO_SIDE_EFFECTS__ */
function cache(schema, config$1) {
	return _standardSchema({
		...schema,
		cacheConfig: config$1,
		cache: new _LruCache(config$1),
		"~run"(dataset, runConfig) {
			const key = this.cache.key(dataset.value, runConfig);
			let outputDataset = this.cache.get(key);
			if (!outputDataset) this.cache.set(key, outputDataset = schema["~run"](dataset, runConfig));
			return /* @__PURE__ */ _cloneDataset(outputDataset);
		}
	});
}

//#endregion
//#region src/methods/cache/cacheAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function cacheAsync(schema, config$1) {
	let activeRuns;
	return _standardSchema({
		...schema,
		async: true,
		cacheConfig: config$1,
		cache: new _LruCache(config$1),
		async "~run"(dataset, runConfig) {
			const key = this.cache.key(dataset.value, runConfig);
			const cached = this.cache.get(key);
			if (cached) return /* @__PURE__ */ _cloneDataset(cached);
			let promise$1 = activeRuns?.get(key);
			if (!promise$1) {
				activeRuns ?? (activeRuns = /* @__PURE__ */ new Map());
				promise$1 = Promise.resolve(schema["~run"](dataset, runConfig));
				activeRuns.set(key, promise$1);
			}
			try {
				const outputDataset = await promise$1;
				this.cache.set(key, outputDataset);
				return /* @__PURE__ */ _cloneDataset(outputDataset);
			} finally {
				activeRuns?.delete(key);
			}
		}
	});
}

//#endregion
//#region src/methods/config/config.ts
/**
* Changes the local configuration of a schema.
*
* @param schema The schema to configure.
* @param config The parse configuration.
*
* @returns The configured schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function config(schema, config$1) {
	return _standardSchema({
		...schema,
		"~run"(dataset, config_) {
			return schema["~run"](dataset, {
				...config_,
				...config$1
			});
		}
	});
}

//#endregion
//#region src/methods/getFallback/getFallback.ts
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}

//#endregion
//#region src/methods/fallback/fallback.ts
/**
* Returns a fallback value as output if the input does not match the schema.
*
* @param schema The schema to catch.
* @param fallback The fallback value.
*
* @returns The passed schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function fallback(schema, fallback$1) {
	return _standardSchema({
		...schema,
		fallback: fallback$1,
		"~run"(dataset, config$1) {
			const outputDataset = schema["~run"](dataset, config$1);
			return outputDataset.issues ? {
				typed: true,
				value: /* @__PURE__ */ getFallback(this, outputDataset, config$1)
			} : outputDataset;
		}
	});
}

//#endregion
//#region src/methods/fallback/fallbackAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function fallbackAsync(schema, fallback$1) {
	return _standardSchema({
		...schema,
		fallback: fallback$1,
		async: true,
		async "~run"(dataset, config$1) {
			const outputDataset = await schema["~run"](dataset, config$1);
			return outputDataset.issues ? {
				typed: true,
				value: await /* @__PURE__ */ getFallback(this, outputDataset, config$1)
			} : outputDataset;
		}
	});
}

//#endregion
//#region src/methods/flatten/flatten.ts
/* @__NO_SIDE_EFFECTS__ */
function flatten(issues) {
	const flatErrors = {};
	for (const issue of issues) if (issue.path) {
		const dotPath = /* @__PURE__ */ getDotPath(issue);
		if (dotPath) {
			if (!flatErrors.nested) flatErrors.nested = {};
			if (Object.prototype.hasOwnProperty.call(flatErrors.nested, dotPath)) flatErrors.nested[dotPath].push(issue.message);
			else flatErrors.nested[dotPath] = [issue.message];
		} else if (flatErrors.other) flatErrors.other.push(issue.message);
		else flatErrors.other = [issue.message];
	} else if (flatErrors.root) flatErrors.root.push(issue.message);
	else flatErrors.root = [issue.message];
	return flatErrors;
}

//#endregion
//#region src/methods/forward/forward.ts
/**
* Forwards the issues of the passed validation action.
*
* @param action The validation action.
* @param path The path to forward the issues to.
*
* @returns The modified action.
*/
/* @__NO_SIDE_EFFECTS__ */
function forward(action, path) {
	return {
		...action,
		"~run"(dataset, config$1) {
			const prevIssues = dataset.issues && [...dataset.issues];
			dataset = action["~run"](dataset, config$1);
			if (dataset.issues) {
				for (const issue of dataset.issues) if (!prevIssues?.includes(issue)) {
					let pathInput = dataset.value;
					for (const key of path) {
						const pathValue = pathInput[key];
						const pathItem = {
							type: "unknown",
							origin: "value",
							input: pathInput,
							key,
							value: pathValue
						};
						if (issue.path) issue.path.push(pathItem);
						else issue.path = [pathItem];
						if (!pathValue) break;
						pathInput = pathValue;
					}
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/forward/forwardAsync.ts
/**
* Forwards the issues of the passed validation action.
*
* @param action The validation action.
* @param path The path to forward the issues to.
*
* @returns The modified action.
*/
/* @__NO_SIDE_EFFECTS__ */
function forwardAsync(action, path) {
	return {
		...action,
		async: true,
		async "~run"(dataset, config$1) {
			const prevIssues = dataset.issues && [...dataset.issues];
			dataset = await action["~run"](dataset, config$1);
			if (dataset.issues) {
				for (const issue of dataset.issues) if (!prevIssues?.includes(issue)) {
					let pathInput = dataset.value;
					for (const key of path) {
						const pathValue = pathInput[key];
						const pathItem = {
							type: "unknown",
							origin: "value",
							input: pathInput,
							key,
							value: pathValue
						};
						if (issue.path) issue.path.push(pathItem);
						else issue.path = [pathItem];
						if (!pathValue) break;
						pathInput = pathValue;
					}
				}
			}
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/getDefault/getDefault.ts
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}

//#endregion
//#region src/methods/getDefaults/getDefaults.ts
/**
* Returns the default values of the schema.
*
* Hint: The difference to `getDefault` is that for object and tuple schemas
* this function recursively returns the default values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The default values.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefaults(schema) {
	if ("entries" in schema) {
		const object$1 = {};
		for (const key in schema.entries) object$1[key] = /* @__PURE__ */ getDefaults(schema.entries[key]);
		return object$1;
	}
	if ("items" in schema) return schema.items.map(getDefaults);
	return /* @__PURE__ */ getDefault(schema);
}

//#endregion
//#region src/methods/getDefaults/getDefaultsAsync.ts
/**
* Returns the default values of the schema.
*
* Hint: The difference to `getDefault` is that for object and tuple schemas
* this function recursively returns the default values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The default values.
*/
/* @__NO_SIDE_EFFECTS__ */
async function getDefaultsAsync(schema) {
	if ("entries" in schema) return Object.fromEntries(await Promise.all(Object.entries(schema.entries).map(async ([key, value$1]) => [key, await /* @__PURE__ */ getDefaultsAsync(value$1)])));
	if ("items" in schema) return Promise.all(schema.items.map(getDefaultsAsync));
	return /* @__PURE__ */ getDefault(schema);
}

//#endregion
//#region src/methods/getDescription/getDescription.ts
/**
* Returns the description of the schema.
*
* If multiple descriptions are defined, the last one of the highest level is
* returned. If no description is defined, `undefined` is returned.
*
* @param schema The schema to get the description from.
*
* @returns The description, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getDescription(schema) {
	return /* @__PURE__ */ _getLastMetadata(schema, "description");
}

//#endregion
//#region src/methods/getExamples/getExamples.ts
/**
* Returns the examples of a schema.
*
* If multiple examples are defined, it concatenates them using depth-first
* search. If no examples are defined, an empty array is returned.
*
* @param schema The schema to get the examples from.
*
* @returns The examples, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getExamples(schema) {
	const examples$1 = [];
	function depthFirstCollect(schema$1) {
		if ("pipe" in schema$1) {
			for (const item of schema$1.pipe) if (item.kind === "schema" && "pipe" in item) depthFirstCollect(item);
			else if (item.kind === "metadata" && item.type === "examples") for (const example of item.examples) examples$1.push(example);
		}
	}
	depthFirstCollect(schema);
	return examples$1;
}

//#endregion
//#region src/methods/getFallbacks/getFallbacks.ts
/**
* Returns the fallback values of the schema.
*
* Hint: The difference to `getFallback` is that for object and tuple schemas
* this function recursively returns the fallback values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The fallback values.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallbacks(schema) {
	if ("entries" in schema) {
		const object$1 = {};
		for (const key in schema.entries) object$1[key] = /* @__PURE__ */ getFallbacks(schema.entries[key]);
		return object$1;
	}
	if ("items" in schema) return schema.items.map(getFallbacks);
	return /* @__PURE__ */ getFallback(schema);
}

//#endregion
//#region src/methods/getFallbacks/getFallbacksAsync.ts
/**
* Returns the fallback values of the schema.
*
* Hint: The difference to `getFallback` is that for object and tuple schemas
* this function recursively returns the fallback values of the subschemas
* instead of `undefined`.
*
* @param schema The schema to get them from.
*
* @returns The fallback values.
*/
/* @__NO_SIDE_EFFECTS__ */
async function getFallbacksAsync(schema) {
	if ("entries" in schema) return Object.fromEntries(await Promise.all(Object.entries(schema.entries).map(async ([key, value$1]) => [key, await /* @__PURE__ */ getFallbacksAsync(value$1)])));
	if ("items" in schema) return Promise.all(schema.items.map(getFallbacksAsync));
	return /* @__PURE__ */ getFallback(schema);
}

//#endregion
//#region src/methods/getMetadata/getMetadata.ts
/**
* Returns the metadata of a schema.
*
* If multiple metadata are defined, it shallowly merges them using depth-first
* search. If no metadata is defined, an empty object is returned.
*
* @param schema Schema to get the metadata from.
*
* @returns The metadata, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getMetadata(schema) {
	const result = {};
	function depthFirstMerge(schema$1) {
		if ("pipe" in schema$1) {
			for (const item of schema$1.pipe) if (item.kind === "schema" && "pipe" in item) depthFirstMerge(item);
			else if (item.kind === "metadata" && item.type === "metadata") Object.assign(result, item.metadata);
		}
	}
	depthFirstMerge(schema);
	return result;
}

//#endregion
//#region src/methods/getTitle/getTitle.ts
/**
* Returns the title of the schema.
*
* If multiple titles are defined, the last one of the highest level is
* returned. If no title is defined, `undefined` is returned.
*
* @param schema The schema to get the title from.
*
* @returns The title, if any.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function getTitle(schema) {
	return /* @__PURE__ */ _getLastMetadata(schema, "title");
}

//#endregion
//#region src/methods/is/is.ts
/**
* Checks if the input matches the schema. By using a type predicate, this
* function can be used as a type guard.
*
* @param schema The schema to be used.
* @param input The input to be tested.
*
* @returns Whether the input matches the schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function is(schema, input) {
	return !schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
}

//#endregion
//#region src/schemas/any/any.ts
/**
* Creates an any schema.
*
* Hint: This schema function exists only for completeness and is not
* recommended in practice. Instead, `unknown` should be used to accept
* unknown data.
*
* @returns An any schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function any() {
	return _standardSchema({
		kind: "schema",
		type: "any",
		reference: any,
		expects: "any",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/array/array.ts
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/array/arrayAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function arrayAsync(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: arrayAsync,
		expects: "Array",
		async: true,
		item,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(input.map((value$1) => this.item["~run"]({ value: value$1 }, config$1)));
				for (let key = 0; key < itemDatasets.length; key++) {
					const itemDataset = itemDatasets[key];
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: input[key]
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/bigint/bigint.ts
/* @__NO_SIDE_EFFECTS__ */
function bigint(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "bigint",
		reference: bigint,
		expects: "bigint",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "bigint") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/blob/blob.ts
/* @__NO_SIDE_EFFECTS__ */
function blob(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "blob",
		reference: blob,
		expects: "Blob",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Blob) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/boolean/boolean.ts
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/custom/custom.ts
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/custom/customAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function customAsync(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: customAsync,
		expects: "unknown",
		async: true,
		check: check$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (await this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/date/date.ts
/* @__NO_SIDE_EFFECTS__ */
function date(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "date",
		reference: date,
		expects: "Date",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Date) if (!isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1, { received: "\"Invalid Date\"" });
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/enum/enum.ts
/* @__NO_SIDE_EFFECTS__ */
function enum_(enum__, message$1) {
	const options = [];
	for (const key in enum__) if (`${+key}` !== key || typeof enum__[key] !== "string" || !Object.is(enum__[enum__[key]], +key)) options.push(enum__[key]);
	return _standardSchema({
		kind: "schema",
		type: "enum",
		reference: enum_,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		enum: enum__,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptionalAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptionalAsync,
		expects: wrapped.expects,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/file/file.ts
/* @__NO_SIDE_EFFECTS__ */
function file(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "file",
		reference: file,
		expects: "File",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof File) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/function/function.ts
/* @__NO_SIDE_EFFECTS__ */
function function_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "function",
		reference: function_,
		expects: "Function",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "function") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/instance/instance.ts
/* @__NO_SIDE_EFFECTS__ */
function instance(class_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "instance",
		reference: instance,
		expects: class_.name,
		async: false,
		class: class_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof this.class) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/intersect/utils/_merge/_merge.ts
/**
* Merges two values into one single output.
*
* @param value1 First value.
* @param value2 Second value.
*
* @returns The merge dataset.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _merge(value1, value2) {
	if (typeof value1 === typeof value2) {
		if (/* @__PURE__ */ _isSameValueZero(value1, value2) || value1 instanceof Date && value2 instanceof Date && /* @__PURE__ */ _isSameValueZero(+value1, +value2)) return { value: value1 };
		if (value1 && value2 && value1.constructor === Object && value2.constructor === Object) {
			const nextValue = {
				...value1,
				...value2
			};
			for (const key in value2) if (Object.prototype.hasOwnProperty.call(value1, key) && Object.prototype.hasOwnProperty.call(value2, key)) {
				const dataset = /* @__PURE__ */ _merge(value1[key], value2[key]);
				if (dataset.issue) return dataset;
				nextValue[key] = dataset.value;
			}
			return { value: nextValue };
		}
		if (Array.isArray(value1) && Array.isArray(value2)) {
			if (value1.length === value2.length) {
				const nextValue = [...value1];
				for (let index = 0; index < value1.length; index++) {
					const dataset = /* @__PURE__ */ _merge(value1[index], value2[index]);
					if (dataset.issue) return dataset;
					nextValue[index] = dataset.value;
				}
				return { value: nextValue };
			}
		}
	}
	return { issue: true };
}

//#endregion
//#region src/schemas/intersect/intersect.ts
/* @__NO_SIDE_EFFECTS__ */
function intersect(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "intersect",
		reference: intersect,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "&"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.length) {
				const input = dataset.value;
				let outputs;
				dataset.typed = true;
				for (const schema of this.options) {
					const optionDataset = schema["~run"]({ value: input }, config$1);
					if (optionDataset.issues) {
						if (dataset.issues) for (const issue of optionDataset.issues) dataset.issues.push(issue);
						else dataset.issues = optionDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!optionDataset.typed) dataset.typed = false;
					if (dataset.typed) if (outputs) outputs.push(optionDataset.value);
					else outputs = [optionDataset.value];
				}
				if (dataset.typed) {
					dataset.value = outputs[0];
					for (let index = 1; index < outputs.length; index++) {
						const mergeDataset = /* @__PURE__ */ _merge(dataset.value, outputs[index]);
						if (mergeDataset.issue) {
							_addIssue(this, "type", dataset, config$1, { received: "unknown" });
							break;
						}
						dataset.value = mergeDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/intersect/intersectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function intersectAsync(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "intersect",
		reference: intersectAsync,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "&"),
		async: true,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (this.options.length) {
				const input = dataset.value;
				let outputs;
				dataset.typed = true;
				const optionDatasets = await Promise.all(this.options.map((schema) => schema["~run"]({ value: input }, config$1)));
				for (const optionDataset of optionDatasets) {
					if (optionDataset.issues) {
						if (dataset.issues) for (const issue of optionDataset.issues) dataset.issues.push(issue);
						else dataset.issues = optionDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!optionDataset.typed) dataset.typed = false;
					if (dataset.typed) if (outputs) outputs.push(optionDataset.value);
					else outputs = [optionDataset.value];
				}
				if (dataset.typed) {
					dataset.value = outputs[0];
					for (let index = 1; index < outputs.length; index++) {
						const mergeDataset = /* @__PURE__ */ _merge(dataset.value, outputs[index]);
						if (mergeDataset.issue) {
							_addIssue(this, "type", dataset, config$1, { received: "unknown" });
							break;
						}
						dataset.value = mergeDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/lazy/lazy.ts
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/lazy/lazyAsync.ts
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazyAsync(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazyAsync,
		expects: "unknown",
		async: true,
		getter,
		async "~run"(dataset, config$1) {
			return (await this.getter(dataset.value))["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/literal/literal.ts
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseObject/looseObject.ts
/* @__NO_SIDE_EFFECTS__ */
function looseObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseObject/looseObjectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function looseObjectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObjectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseTuple/looseTuple.ts
/* @__NO_SIDE_EFFECTS__ */
function looseTuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_tuple",
		reference: looseTuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) dataset.value.push(input[key]);
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/looseTuple/looseTupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function looseTupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_tuple",
		reference: looseTupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) dataset.value.push(input[key]);
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/map/map.ts
/* @__NO_SIDE_EFFECTS__ */
function map(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "map",
		reference: map,
		expects: "Map",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Map) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Map();
				for (const [inputKey, inputValue] of input) {
					const keyDataset = this.key["~run"]({ value: inputKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "key",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of keyDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: inputValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "value",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					dataset.value.set(keyDataset.value, valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/map/mapAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function mapAsync(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "map",
		reference: mapAsync,
		expects: "Map",
		async: true,
		key,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Map) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Map();
				const datasets = await Promise.all([...input].map(([inputKey, inputValue]) => Promise.all([
					inputKey,
					inputValue,
					this.key["~run"]({ value: inputKey }, config$1),
					this.value["~run"]({ value: inputValue }, config$1)
				])));
				for (const [inputKey, inputValue, keyDataset, valueDataset] of datasets) {
					if (keyDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "key",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of keyDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (valueDataset.issues) {
						const pathItem = {
							type: "map",
							origin: "value",
							input,
							key: inputKey,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					dataset.value.set(keyDataset.value, valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nan/nan.ts
/* @__NO_SIDE_EFFECTS__ */
function nan(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "nan",
		reference: nan,
		expects: "NaN",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (Number.isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/never/never.ts
/* @__NO_SIDE_EFFECTS__ */
function never(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "never",
		reference: never,
		expects: "never",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			_addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullable/nonNullable.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullable(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullable",
		reference: nonNullable,
		expects: "!null",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value !== null) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullable/nonNullableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullableAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullable",
		reference: nonNullableAsync,
		expects: "!null",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.value !== null) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullish/nonNullish.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullish(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullish",
		reference: nonNullish,
		expects: "(!null & !undefined)",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (!(dataset.value === null || dataset.value === void 0)) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null || dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonNullish/nonNullishAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonNullishAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_nullish",
		reference: nonNullishAsync,
		expects: "(!null & !undefined)",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (!(dataset.value === null || dataset.value === void 0)) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === null || dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonOptional/nonOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function nonOptional(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_optional",
		reference: nonOptional,
		expects: "!undefined",
		async: false,
		wrapped,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value !== void 0) dataset = this.wrapped["~run"](dataset, config$1);
			if (dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nonOptional/nonOptionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nonOptionalAsync(wrapped, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "non_optional",
		reference: nonOptionalAsync,
		expects: "!undefined",
		async: true,
		wrapped,
		message: message$1,
		async "~run"(dataset, config$1) {
			if (dataset.value !== void 0) dataset = await this.wrapped["~run"](dataset, config$1);
			if (dataset.value === void 0) _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/null/null.ts
/* @__NO_SIDE_EFFECTS__ */
function null_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "null",
		reference: null_,
		expects: "null",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === null) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nullable/nullable.ts
/* @__NO_SIDE_EFFECTS__ */
function nullable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullable,
		expects: `(${wrapped.expects} | null)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullable/nullableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nullableAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullableAsync,
		expects: `(${wrapped.expects} | null)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullish/nullish.ts
/* @__NO_SIDE_EFFECTS__ */
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/nullish/nullishAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function nullishAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullishAsync,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/object/object.ts
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/object/objectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function objectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: objectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/objectWithRest/objectWithRest.ts
/* @__NO_SIDE_EFFECTS__ */
function objectWithRest(entries$1, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object_with_rest",
		reference: objectWithRest,
		expects: "Object",
		async: false,
		entries: entries$1,
		rest,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (/* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) {
						const valueDataset = this.rest["~run"]({ value: input[key] }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: input[key]
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/objectWithRest/objectWithRestAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function objectWithRestAsync(entries$1, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object_with_rest",
		reference: objectWithRestAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		rest,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const [normalDatasets, restDatasets] = await Promise.all([Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				})), Promise.all(Object.entries(input).filter(([key]) => /* @__PURE__ */ _isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)).map(async ([key, value$1]) => [
					key,
					value$1,
					await this.rest["~run"]({ value: value$1 }, config$1)
				]))]);
				for (const [key, value$1, valueSchema, valueDataset] of normalDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) for (const [key, value$1, valueDataset] of restDatasets) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/optional/optionalAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function optionalAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optionalAsync,
		expects: `(${wrapped.expects} | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/picklist/picklist.ts
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/promise/promise.ts
/* @__NO_SIDE_EFFECTS__ */
function promise(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "promise",
		reference: promise,
		expects: "Promise",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value instanceof Promise) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/record.ts
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/recordAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function recordAsync(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: recordAsync,
		expects: "Object",
		async: true,
		key,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const datasets = await Promise.all(Object.entries(input).filter(([key$1]) => /* @__PURE__ */ _isValidObjectKey(input, key$1)).map(([entryKey, entryValue]) => Promise.all([
					entryKey,
					entryValue,
					this.key["~run"]({ value: entryKey }, config$1),
					this.value["~run"]({ value: entryValue }, config$1)
				])));
				for (const [entryKey, entryValue, keyDataset, valueDataset] of datasets) {
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/set/set.ts
/* @__NO_SIDE_EFFECTS__ */
function set(value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "set",
		reference: set,
		expects: "Set",
		async: false,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Set) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Set();
				for (const inputValue of input) {
					const valueDataset = this.value["~run"]({ value: inputValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "set",
							origin: "value",
							input,
							key: null,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value.add(valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/set/setAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function setAsync(value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "set",
		reference: setAsync,
		expects: "Set",
		async: true,
		value: value$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input instanceof Set) {
				dataset.typed = true;
				dataset.value = /* @__PURE__ */ new Set();
				const valueDatasets = await Promise.all([...input].map(async (inputValue) => [inputValue, await this.value["~run"]({ value: inputValue }, config$1)]));
				for (const [inputValue, valueDataset] of valueDatasets) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "set",
							origin: "value",
							input,
							key: null,
							value: inputValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value.add(valueDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObject.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObjectAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObjectAsync(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObjectAsync,
		expects: "Object",
		async: true,
		entries: entries$1,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				const valueDatasets = await Promise.all(Object.entries(this.entries).map(async ([key, valueSchema]) => {
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : await /* @__PURE__ */ getDefault(valueSchema);
						return [
							key,
							value$1,
							valueSchema,
							await valueSchema["~run"]({ value: value$1 }, config$1)
						];
					}
					return [
						key,
						input[key],
						valueSchema,
						null
					];
				}));
				for (const [key, value$1, valueSchema, valueDataset] of valueDatasets) if (valueDataset) {
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!valueDataset.typed) dataset.typed = false;
					dataset.value[key] = valueDataset.value;
				} else if (valueSchema.fallback !== void 0) dataset.value[key] = await /* @__PURE__ */ getFallback(valueSchema);
				else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
					_addIssue(this, "key", dataset, config$1, {
						input: void 0,
						expected: `"${key}"`,
						path: [{
							type: "object",
							origin: "key",
							input,
							key,
							value: value$1
						}]
					});
					if (config$1.abortEarly) break;
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictTuple/strictTuple.ts
/* @__NO_SIDE_EFFECTS__ */
function strictTuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_tuple",
		reference: strictTuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!(dataset.issues && config$1.abortEarly) && this.items.length < input.length) _addIssue(this, "type", dataset, config$1, {
					input: input[this.items.length],
					expected: "never",
					path: [{
						type: "array",
						origin: "value",
						input,
						key: this.items.length,
						value: input[this.items.length]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictTuple/strictTupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function strictTupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_tuple",
		reference: strictTupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!(dataset.issues && config$1.abortEarly) && this.items.length < input.length) _addIssue(this, "type", dataset, config$1, {
					input: input[this.items.length],
					expected: "never",
					path: [{
						type: "array",
						origin: "value",
						input,
						key: this.items.length,
						value: input[this.items.length]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/string/string.ts
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/symbol/symbol.ts
/* @__NO_SIDE_EFFECTS__ */
function symbol(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "symbol",
		reference: symbol,
		expects: "symbol",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "symbol") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tuple/tuple.ts
/* @__NO_SIDE_EFFECTS__ */
function tuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tuple/tupleAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleAsync(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tupleAsync,
		expects: "Array",
		async: true,
		items,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const itemDatasets = await Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				}));
				for (const [key, value$1, itemDataset] of itemDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tupleWithRest/tupleWithRest.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleWithRest(items, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple_with_rest",
		reference: tupleWithRest,
		expects: "Array",
		async: false,
		items,
		rest,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (let key = this.items.length; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.rest["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/tupleWithRest/tupleWithRestAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function tupleWithRestAsync(items, rest, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple_with_rest",
		reference: tupleWithRestAsync,
		expects: "Array",
		async: true,
		items,
		rest,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				const [normalDatasets, restDatasets] = await Promise.all([Promise.all(this.items.map(async (item, key) => {
					const value$1 = input[key];
					return [
						key,
						value$1,
						await item["~run"]({ value: value$1 }, config$1)
					];
				})), Promise.all(input.slice(this.items.length).map(async (value$1, key) => {
					return [
						key + this.items.length,
						value$1,
						await this.rest["~run"]({ value: value$1 }, config$1)
					];
				}))]);
				for (const [key, value$1, itemDataset] of normalDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!dataset.issues || !config$1.abortEarly) for (const [key, value$1, itemDataset] of restDatasets) {
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/undefined/undefined.ts
/* @__NO_SIDE_EFFECTS__ */
function undefined_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "undefined",
		reference: undefined_,
		expects: "undefined",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/undefinedable/undefinedable.ts
/* @__NO_SIDE_EFFECTS__ */
function undefinedable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "undefinedable",
		reference: undefinedable,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/undefinedable/undefinedableAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function undefinedableAsync(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "undefinedable",
		reference: undefinedableAsync,
		expects: `(${wrapped.expects} | undefined)`,
		async: true,
		wrapped,
		default: default_,
		async "~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = await /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/union/utils/_subIssues/_subIssues.ts
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}

//#endregion
//#region src/schemas/union/union.ts
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/union/unionAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function unionAsync(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: unionAsync,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: true,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = await schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/unknown/unknown.ts
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/variant/variant.ts
/* @__NO_SIDE_EFFECTS__ */
function variant(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variant,
		expects: "Object",
		async: false,
		key,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/variant/variantAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function variantAsync(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variantAsync,
		expects: "Object",
		async: true,
		key,
		options,
		message: message$1,
		async "~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = async (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") await parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? (await discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG)).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = await schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				await parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/void/void.ts
/* @__NO_SIDE_EFFECTS__ */
function void_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "void",
		reference: void_,
		expects: "void",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/keyof/keyof.ts
/* @__NO_SIDE_EFFECTS__ */
function keyof(schema, message$1) {
	return /* @__PURE__ */ picklist(Object.keys(schema.entries), message$1);
}

//#endregion
//#region src/methods/message/message.ts
/**
* Changes the local message configuration of a schema.
*
* @param schema The schema to configure.
* @param message_ The error message.
*
* @returns The configured schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function message(schema, message_) {
	return _standardSchema({
		...schema,
		"~run"(dataset, config$1) {
			return schema["~run"](dataset, {
				...config$1,
				message: message_
			});
		}
	});
}

//#endregion
//#region src/methods/omit/omit.ts
/**
* Creates a modified copy of an object schema that does not contain the
* selected entries.
*
* @param schema The schema to omit from.
* @param keys The selected entries.
*
* @returns An object schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function omit(schema, keys) {
	const entries$1 = { ...schema.entries };
	for (const key of keys) delete entries$1[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/parse/parse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parsed input.
*/
function parse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}

//#endregion
//#region src/methods/parse/parseAsync.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parsed input.
*/
async function parseAsync(schema, input, config$1) {
	const dataset = await schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}

//#endregion
//#region src/methods/parser/parser.ts
/* @__NO_SIDE_EFFECTS__ */
function parser(schema, config$1) {
	const func = (input) => parse(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/parser/parserAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function parserAsync(schema, config$1) {
	const func = (input) => parseAsync(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/partial/partial.ts
/* @__NO_SIDE_EFFECTS__ */
function partial(schema, keys) {
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ optional(schema.entries[key]) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/partial/partialAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function partialAsync(schema, keys) {
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ optionalAsync(schema.entries[key]) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/pick/pick.ts
/**
* Creates a modified copy of an object schema that contains only the selected
* entries.
*
* @param schema The schema to pick from.
* @param keys The selected entries.
*
* @returns An object schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function pick(schema, keys) {
	const entries$1 = {};
	for (const key of keys) entries$1[key] = schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/pipe/pipe.ts
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/pipe/pipeAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function pipeAsync(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		async: true,
		async "~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = await item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/required/required.ts
/* @__NO_SIDE_EFFECTS__ */
function required(schema, arg2, arg3) {
	const keys = Array.isArray(arg2) ? arg2 : void 0;
	const message$1 = Array.isArray(arg2) ? arg3 : arg2;
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ nonOptional(schema.entries[key], message$1) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/required/requiredAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function requiredAsync(schema, arg2, arg3) {
	const keys = Array.isArray(arg2) ? arg2 : void 0;
	const message$1 = Array.isArray(arg2) ? arg3 : arg2;
	const entries$1 = {};
	for (const key in schema.entries) entries$1[key] = !keys || keys.includes(key) ? /* @__PURE__ */ nonOptionalAsync(schema.entries[key], message$1) : schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}

//#endregion
//#region src/methods/safeParse/safeParse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

//#endregion
//#region src/methods/safeParse/safeParseAsync.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
async function safeParseAsync(schema, input, config$1) {
	const dataset = await schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

//#endregion
//#region src/methods/safeParser/safeParser.ts
/* @__NO_SIDE_EFFECTS__ */
function safeParser(schema, config$1) {
	const func = (input) => /* @__PURE__ */ safeParse(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/safeParser/safeParserAsync.ts
/* @__NO_SIDE_EFFECTS__ */
function safeParserAsync(schema, config$1) {
	const func = (input) => /* @__PURE__ */ safeParseAsync(schema, input, config$1);
	func.schema = schema;
	func.config = config$1;
	return func;
}

//#endregion
//#region src/methods/summarize/summarize.ts
/**
* Summarize the error messages of issues in a pretty-printable multi-line string.
*
* @param issues The list of issues.
*
* @returns A summary of the issues.
*
* @beta
*/
/* @__NO_SIDE_EFFECTS__ */
function summarize(issues) {
	let summary = "";
	for (const issue of issues) {
		if (summary) summary += "\n";
		summary += `× ${issue.message}`;
		const dotPath = /* @__PURE__ */ getDotPath(issue);
		if (dotPath) summary += `\n  → at ${dotPath}`;
	}
	return summary;
}

//#endregion
//#region src/methods/unwrap/unwrap.ts
/**
* Unwraps the wrapped schema.
*
* @param schema The schema to be unwrapped.
*
* @returns The unwrapped schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unwrap(schema) {
	return schema.wrapped;
}

//#endregion


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(4822);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
