export const id = 57;
export const ids = [57];
export const modules = {

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
