export const id = 57;
export const ids = [57];
export const modules = {

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
