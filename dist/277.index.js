export const id = 277;
export const ids = [277];
export const modules = {

/***/ 277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ createDispatcher),
  createStorageDispatcher: () => (/* binding */ createStorageDispatcher)
});

// EXTERNAL MODULE: ../../../node_modules/undici/lib/dispatcher/env-http-proxy-agent.js
var env_http_proxy_agent = __webpack_require__(6843);
// EXTERNAL MODULE: ../../../node_modules/undici/lib/dispatcher/pool.js
var pool = __webpack_require__(6798);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ../../../node_modules/undici/lib/core/errors.js
var errors = __webpack_require__(9073);
// EXTERNAL MODULE: ./src/net/errors.js
var net_errors = __webpack_require__(2099);
;// CONCATENATED MODULE: ./src/net/response-reader.js
/** Reads one response of HTTP/1.1 from the bytes of a connection (RFC 9112), and rejects anything else. */

/** Bytes that are not a response of HTTP/1.1, or more than one. */
class InvalidResponseError extends net_errors/* ActionError */.lZ {
    name = 'InvalidResponseError';
    constructor(message) {
        super(message, { title: 'Invalid response' });
    }
}
const MAX_HEAD_LENGTH = 64 * 1024;
class ResponseReader {
    #events;
    #head = '';
    #body;
    #isReusable = false;
    constructor(events) {
        this.#events = events;
    }
    /** The number of the following bytes that certainly belong to the body. */
    get bodyBytesNext() {
        return this.#body?.bytesNext ?? 0;
    }
    /** Whether the body has no length, so that it is complete when the connection ends. */
    get endsWithConnection() {
        return this.#body?.endsWithConnection ?? false;
    }
    /** Whether the connection can be used again after this response. */
    get isReusable() {
        return this.#isReusable;
    }
    get hasHead() {
        return this.#body !== undefined;
    }
    /**
     * Takes the next bytes, and returns whether the response is complete.
     *
     * @throws InvalidResponseError
     */
    write(chunk) {
        let rest = chunk;
        while (this.#body === undefined) {
            this.#head += latin1(rest);
            const end = this.#head.indexOf('\r\n\r\n');
            const isTooLong = (end === -1 ? this.#head.length : end) > MAX_HEAD_LENGTH;
            if (isTooLong)
                throw new InvalidResponseError('the headers are too long');
            if (end === -1)
                return false;
            rest = rest.subarray(rest.length - (this.#head.length - end - 4));
            this.#begin(parseHead(this.#head.slice(0, end)));
            this.#head = '';
        }
        return this.#body.write(rest);
    }
    /** Begins the body, except after an interim response, which the real one follows. */
    #begin(head) {
        if (head.status < 200 && head.status !== 101)
            return;
        this.#body = bodyOf(head, (chunk) => this.#events.data(chunk));
        const connection = [head.headers.connection ?? []].flat().join().toLowerCase();
        this.#isReusable = head.isCurrent && !connection.includes('close') && !this.#body.endsWithConnection;
        this.#events.head(head.status, head.headers);
    }
}
function parseHead(text) {
    const [first = '', ...lines] = text.split('\r\n');
    const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/.exec(first) ?? [];
    if (status === undefined)
        throw new InvalidResponseError('the response does not begin like one of HTTP/1.1');
    const headers = new Map();
    for (const line of lines) {
        const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
        if (name === undefined || value === undefined)
            throw new InvalidResponseError('a header is malformed');
        const known = headers.get(name.toLowerCase());
        headers.set(name.toLowerCase(), known === undefined ? value : [known, value].flat());
    }
    return { status: Number(status), headers: Object.fromEntries(headers), isCurrent: minor === '1' };
}
function bodyOf({ status, headers }, onData) {
    const lengths = new Set([headers['content-length'] ?? []].flat());
    const encoding = headers['transfer-encoding'];
    if (status === 101)
        throw new InvalidResponseError('the server changed the protocol');
    if (status === 204 || status === 304)
        return new SizedBody(0, onData);
    if (encoding !== undefined) {
        if (lengths.size > 0)
            throw new InvalidResponseError('the body has both a length and an encoding');
        if (String(encoding).toLowerCase() !== 'chunked')
            throw new InvalidResponseError('the encoding is unknown');
        return new ChunkedBody(onData);
    }
    const [length] = lengths;
    if (length === undefined)
        return new OpenBody(onData);
    if (lengths.size > 1 || !/^\d{1,15}$/.test(length))
        throw new InvalidResponseError('the length is not a number');
    return new SizedBody(Number(length), onData);
}
class SizedBody {
    endsWithConnection = false;
    #onData;
    bytesNext;
    constructor(size, onData) {
        this.bytesNext = size;
        this.#onData = onData;
    }
    write(chunk) {
        if (chunk.length > this.bytesNext)
            throw new InvalidResponseError('the server sent more than one response');
        this.bytesNext -= chunk.length;
        if (chunk.length > 0)
            this.#onData(chunk);
        return this.bytesNext === 0;
    }
}
class OpenBody {
    endsWithConnection = true;
    bytesNext = Number.POSITIVE_INFINITY;
    #onData;
    constructor(onData) {
        this.#onData = onData;
    }
    write(chunk) {
        if (chunk.length > 0)
            this.#onData(chunk);
        return false;
    }
}
const MAX_LINE_LENGTH = 16 * 1024;
/** A body in chunks, each behind a line with its size. Extensions and trailers are ignored. */
class ChunkedBody {
    endsWithConnection = false;
    #onData;
    bytesNext = 0;
    #line = '';
    #expected = 'size';
    constructor(onData) {
        this.#onData = onData;
    }
    write(chunk) {
        for (let at = 0; at < chunk.length;)
            at += this.#take(chunk.subarray(at));
        return this.#expected === 'nothing';
    }
    /** Takes content, or at most one line, and returns how many bytes that were. */
    #take(bytes) {
        if (this.bytesNext > 0) {
            const content = bytes.subarray(0, this.bytesNext);
            this.bytesNext -= content.length;
            this.#onData(content);
            return content.length;
        }
        const length = bytes.indexOf(0x0a) + 1 || bytes.length;
        this.#line += latin1(bytes.subarray(0, length));
        if (this.#line.length > MAX_LINE_LENGTH)
            throw new InvalidResponseError('a line of the body is too long');
        if (this.#line.endsWith('\n')) {
            if (!this.#line.endsWith('\r\n'))
                throw new InvalidResponseError('a line of the body has no carriage return');
            this.#takeLine(this.#line.slice(0, -2));
            this.#line = '';
        }
        return length;
    }
    #takeLine(line) {
        if (this.#expected === 'size') {
            const [, size] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
            if (size === undefined)
                throw new InvalidResponseError('the size of a chunk is not a number');
            this.bytesNext = Number.parseInt(size, 16);
            this.#expected = this.bytesNext === 0 ? 'trailer' : 'end of chunk';
        }
        else if (this.#expected === 'end of chunk') {
            if (line !== '')
                throw new InvalidResponseError('a chunk is longer than its size');
            this.#expected = 'size';
        }
        else if (this.#expected === 'trailer') {
            if (line === '')
                this.#expected = 'nothing';
        }
        else {
            throw new InvalidResponseError('the server sent more than one response');
        }
    }
}
function latin1(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

;// CONCATENATED MODULE: ./src/net/direct-agent.js




/** Servers close idle connections, some after 5 s; a request must not be sent on one about to close. */
const KEEP_ALIVE_MS = 4000;
/**
 * Sends requests without a body on connections of its own, and reads the responses into the caller's memory. Undici
 * reads 64 KiB at a time into new memory and parses a copy of it, which takes three times the CPU time for gigabytes of
 * data. There are as many connections to an origin as requests in flight.
 */
class DirectAgent {
    #options;
    #idle = new Map();
    #open = new Set();
    constructor(options) {
        this.#options = options;
    }
    dispatch(request, handler) {
        const head = headOf(request);
        const url = new URL(String(request.origin));
        const kept = this.#idle.get(url.origin)?.pop();
        const connection = kept ?? this.#connect(url);
        // The server may have closed an idle connection at the same time. It then did not see the request.
        connection.send(head, handler, kept && (() => this.#connect(url).send(head, handler)));
    }
    /** Closes every connection at once. */
    destroy() {
        for (const connection of this.#open)
            connection.destroy(new errors.ClientDestroyedError());
    }
    #connect(url) {
        const connection = new Connection(url, this.#options, {
            onIdle: () => {
                const idle = this.#idle.get(url.origin) ?? [];
                idle.push(connection);
                this.#idle.set(url.origin, idle);
            },
            onClosed: () => {
                this.#open.delete(connection);
                this.#idle.set(url.origin, (this.#idle.get(url.origin) ?? []).filter((one) => one !== connection));
            },
        });
        this.#open.add(connection);
        return connection;
    }
}
/** Returns the head of a request as it is sent. Throws if a part of it would not stay in its line. */
function headOf({ method, path, headers }) {
    const fields = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
    const lines = [`${method} ${path} HTTP/1.1`, ...fields];
    if (lines.some((line) => /[^\t\x20-\x7e\x80-\xff]/.test(line))) {
        throw new errors.InvalidArgumentError('invalid character in a request');
    }
    return `${lines.join('\r\n')}\r\n\r\n`;
}
/** The buffer for all other bytes of all connections: they are processed before the next are read. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);
/** One connection, for one request at a time. */
class Connection {
    #socket;
    #options;
    #events;
    #isConnected = false;
    #exchange;
    constructor(url, options, events) {
        this.#options = options;
        this.#events = events;
        const onread = { buffer: () => this.#space(), callback: (length, bytes) => this.#read(length, bytes) };
        this.#socket = direct_agent_open(url, onread);
        this.#socket.setTimeout(options.connectTimeoutMs, () => this.#timeOut());
        this.#socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
            this.#isConnected = true;
            this.#socket.setTimeout(options.idleTimeoutMs);
        });
        this.#socket.on('error', (error) => this.destroy(error));
        this.#socket.on('end', () => this.#end());
        this.#socket.on('close', () => this.destroy(new errors.SocketError('other side closed')));
    }
    send(head, handler, sendAgain) {
        const controller = new Controller((reason) => this.destroy(reason));
        const reader = new ResponseReader({
            head: (status, headers) => handler.onResponseStart?.(controller, status, headers),
            data: (chunk) => handler.onResponseData?.(controller, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)),
        });
        this.#exchange = { handler, controller, reader, sendAgain };
        if (this.#isConnected)
            this.#socket.setTimeout(this.#options.idleTimeoutMs);
        this.#socket.ref();
        handler.onRequestStart?.(controller, {});
        if (!controller.aborted)
            this.#socket.write(head, 'latin1');
    }
    /** Closes the connection. A request that it has in flight fails. */
    destroy(error) {
        const exchange = this.#exchange;
        this.#exchange = undefined;
        this.#socket.destroy();
        this.#events.onClosed();
        if (exchange === undefined)
            return;
        const { controller, handler, sendAgain } = exchange;
        if (sendAgain !== undefined && !controller.aborted && isLostConnection(error))
            sendAgain();
        else
            handler.onResponseError?.(controller, error);
    }
    #space() {
        const length = this.#exchange?.reader.bodyBytesNext ?? 0;
        const space = length > 0 ? this.#exchange?.handler.space?.() : undefined;
        return space === undefined || space.length === 0 ? scratch : space.subarray(0, length);
    }
    #read(length, bytes) {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.destroy(new errors.SocketError('unexpected response'));
            return false;
        }
        exchange.sendAgain = undefined;
        try {
            if (exchange.reader.write(bytes.subarray(0, length)))
                this.#complete(exchange);
        }
        catch (error) {
            this.destroy(Error.isError(error) ? error : new Error(String(error)));
        }
        return true;
    }
    #complete({ handler, controller, reader }) {
        // The handler may have ended it.
        if (controller.aborted)
            return;
        this.#exchange = undefined;
        if (reader.isReusable) {
            // An idle connection must not keep the process alive.
            this.#socket.setTimeout(KEEP_ALIVE_MS).unref();
            this.#events.onIdle();
        }
        else {
            this.destroy(new errors.SocketError('closed'));
        }
        handler.onResponseEnd?.(controller, {});
    }
    #end() {
        const exchange = this.#exchange;
        if (exchange?.reader.endsWithConnection === true)
            this.#complete(exchange);
        else
            this.destroy(new errors.SocketError('other side closed'));
    }
    #timeOut() {
        if (!this.#isConnected)
            this.destroy(new errors.ConnectTimeoutError('no connection in time'));
        else if (this.#exchange?.reader.hasHead === true)
            this.destroy(new errors.BodyTimeoutError());
        else
            this.destroy(new errors.HeadersTimeoutError());
    }
}
function isLostConnection(error) {
    return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes('code' in error ? String(error.code) : '');
}
function direct_agent_open(url, onread) {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    if (url.protocol !== 'https:')
        return (0,external_node_net_.connect)({ host, port, noDelay: true, onread });
    // Node's types omit that a TLS connection also takes `onread`.
    const options = { host, port, ALPNProtocols: ['http/1.1'], onread };
    return (0,external_node_tls_.connect)((0,external_node_net_.isIP)(host) === 0 ? { ...options, servername: host } : options).setNoDelay();
}
/** Ends an exchange early. A pause is not possible, and never requested. */
class Controller {
    #onAbort;
    aborted = false;
    paused = false;
    reason = null;
    constructor(onAbort) {
        this.#onAbort = onAbort;
    }
    abort(reason) {
        if (this.aborted)
            return;
        this.aborted = true;
        this.reason = reason;
        this.#onAbort(reason);
    }
    pause() { }
    resume() { }
}

;// CONCATENATED MODULE: ./src/net/dispatcher.js



const MAX_CONNECT_MS = 10_000;
/** Creates the connection pool of a run. It follows no redirects and decodes no bodies. */
function createDispatcher({ proxy, idleTimeoutMs, connections }) {
    return new env_http_proxy_agent({
        httpProxy: proxy.httpProxy ?? '',
        httpsProxy: proxy.httpsProxy ?? '',
        noProxy: proxy.noProxy ?? '',
        connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
        // The idle timeout of a proxy that opens a tunnel, which is five minutes by default.
        clientFactory: (origin, options) => new pool(origin, { ...options, headersTimeout: idleTimeoutMs }),
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        connections,
    });
}
/**
 * Creates the connections to the storage. Without a proxy, data is read directly into the memory of the handler, if it
 * has space.
 */
function createStorageDispatcher(options) {
    const { proxy, idleTimeoutMs } = options;
    const dispatcher = createDispatcher(options);
    if (proxy.httpProxy || proxy.httpsProxy)
        return dispatcher;
    let isDestroyed = false;
    const direct = new DirectAgent({ connectTimeoutMs: Math.min(idleTimeoutMs, MAX_CONNECT_MS), idleTimeoutMs });
    return {
        dispatch: (request, handler) => {
            const isDirect = request.method === 'GET' && handler.space !== undefined;
            // Once it is destroyed, undici reports that for every request.
            if (isDestroyed || !isDirect)
                return dispatcher.dispatch(request, handler);
            direct.dispatch(request, handler);
            return true;
        },
        destroy: async () => {
            isDestroyed = true;
            direct.destroy();
            await dispatcher.destroy();
        },
    };
}


/***/ })

};
