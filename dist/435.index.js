export const id = 435;
export const ids = [435];
export const modules = {

/***/ 4435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createUndiciExchange: () => (/* binding */ createUndiciExchange)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2353);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4929);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7196);



/**
 * The API over undici, for where a proxy is named. Follows no redirect, so that the key goes to no other origin.
 */
function createUndiciExchange(options, dispatcher) {
    const { apiUrl, idleTimeoutMs } = options;
    return async (request, signal) => {
        try {
            const answer = await dispatcher.request({
                origin: apiUrl.origin,
                path: (0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .wholePath */ .nA)(options, request),
                method: request.method,
                headers: (0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .headersFor */ .iY)(options, request),
                body: request.body ?? null,
                signal,
                headersTimeout: idleTimeoutMs,
                bodyTimeout: idleTimeoutMs,
            });
            const body = await (0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .collectBody */ .Px)(options, answer.body, answer.statusCode);
            return { status: answer.statusCode, headers: (0,_wire_js__WEBPACK_IMPORTED_MODULE_2__/* .flatHeaders */ .G)(answer.headers), body };
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_1__/* .AnswerTooLargeError */ .O)
                throw error;
            throw (0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .toNetworkError */ .Ur)(signal.aborted ? signal.reason : error, apiUrl.host);
        }
    };
}


/***/ })

};
