export const id = 666;
export const ids = [666];
export const modules = {

/***/ 8666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DirectConnections: () => (/* binding */ DirectConnections)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
;// CONCATENATED MODULE: ./src/net/response-reader.js
const MAX_HEAD_LENGTH = 64 * 1024;
/** The number of bytes decoded at a time. Most heads are shorter, and a body should not be decoded as text. */
const HEAD_PIECE = 1024;
/** Reads one HTTP/1.1 response (RFC 9112) from the bytes of a connection. Throws a SyntaxError at anything else. */
class ResponseReader {
    #isHead;
    #events;
    #head = '';
    #body;
    #isReusable = false;
    /** @param method the method of the request, because a response to HEAD has no body */
    constructor(method, events) {
        this.#isHead = method === 'HEAD';
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
     * @throws SyntaxError
     */
    write(chunk) {
        let rest = chunk;
        while (this.#body === undefined) {
            if (rest.length === 0)
                return false;
            rest = rest.subarray(this.#takeHead(rest.subarray(0, HEAD_PIECE)));
        }
        return this.#body.write(rest);
    }
    /** Takes bytes of the head, and returns how many: those that follow it belong to the body. */
    #takeHead(bytes) {
        const known = this.#head.length;
        this.#head += latin1(bytes);
        const end = this.#head.indexOf('\r\n\r\n');
        const isTooLong = (end === -1 ? this.#head.length : end) > MAX_HEAD_LENGTH;
        if (isTooLong)
            throw new SyntaxError('the headers are too long');
        if (end === -1)
            return bytes.length;
        this.#begin(parseHead(this.#head.slice(0, end)));
        this.#head = '';
        return end + 4 - known;
    }
    /** Begins the body, except after an interim response, which the real one follows. */
    #begin(head) {
        if (head.status < 200 && head.status !== 101)
            return;
        const onData = (chunk) => this.#events.onData(chunk);
        this.#body = this.#isHead ? new SizedBody(0, onData) : bodyOf(head, onData);
        const connection = [head.headers.connection ?? []].flat().join().toLowerCase();
        this.#isReusable = head.isCurrent && !connection.includes('close') && !this.#body.endsWithConnection;
        this.#events.onHead(head.status, head.headers);
    }
}
const isToken = /^[\w!#$%&'*+.^`|~-]+$/;
const hasLineBreak = /[\r\n]/;
function parseHead(text) {
    const [first = '', ...lines] = text.split('\r\n');
    const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/.exec(first) ?? [];
    if (status === undefined)
        throw new SyntaxError('the response does not begin with an HTTP/1.1 status line');
    const headers = new Map();
    for (const line of lines) {
        const colon = line.indexOf(':');
        const name = line.slice(0, colon).toLowerCase();
        const value = line.slice(colon + 1).trim();
        if (colon === -1 || !isToken.test(name) || hasLineBreak.test(value))
            throw new SyntaxError('a header is malformed');
        const known = headers.get(name);
        headers.set(name, known === undefined ? value : [known, value].flat());
    }
    return { status: Number(status), headers: Object.fromEntries(headers), isCurrent: minor === '1' };
}
function bodyOf({ status, headers }, onData) {
    const lengths = new Set([headers['content-length'] ?? []].flat());
    const encoding = headers['transfer-encoding'];
    if (status === 101)
        throw new SyntaxError('the server changed the protocol');
    if (status === 204 || status === 304)
        return new SizedBody(0, onData);
    if (encoding !== undefined) {
        if (lengths.size > 0)
            throw new SyntaxError('the body has both a length and an encoding');
        if (String(encoding).toLowerCase() !== 'chunked')
            throw new SyntaxError('the encoding is unknown');
        return new ChunkedBody(onData);
    }
    const [length] = lengths;
    if (length === undefined)
        return new OpenBody(onData);
    if (lengths.size > 1 || !/^\d{1,15}$/.test(length))
        throw new SyntaxError('the length is invalid');
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
            throw new SyntaxError('the server sent more than one response');
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
/** A body in chunks, each preceded by a line with its size. Extensions and trailers are ignored. */
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
    /** Takes content, or at most one line, and returns how many bytes it took. */
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
            throw new SyntaxError('a line of the body is too long');
        if (this.#line.endsWith('\n')) {
            if (!this.#line.endsWith('\r\n'))
                throw new SyntaxError('a line of the body has no carriage return');
            this.#takeLine(this.#line.slice(0, -2));
            this.#line = '';
        }
        return length;
    }
    #takeLine(line) {
        if (this.#expected === 'size') {
            const [, size] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
            if (size === undefined)
                throw new SyntaxError('the size of a chunk is not a number');
            this.bytesNext = Number.parseInt(size, 16);
            this.#expected = this.bytesNext === 0 ? 'trailer' : 'end of chunk';
        }
        else if (this.#expected === 'end of chunk') {
            if (line !== '')
                throw new SyntaxError('a chunk is longer than its declared size');
            this.#expected = 'size';
        }
        else if (this.#expected === 'trailer') {
            if (line === '')
                this.#expected = 'nothing';
        }
        else {
            throw new SyntaxError('the server sent more than one response');
        }
    }
}
function latin1(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

// EXTERNAL MODULE: ./src/net/retry.js
var retry = __webpack_require__(9228);
;// CONCATENATED MODULE: ./src/net/connections.js





/** Servers close idle connections, some after 5 s; a request must not be sent on one about to close. */
const KEEP_ALIVE_MS = 4000;
/**
 * Connects directly, without a proxy, and reads bodies into the caller's memory. A general HTTP client takes twice the
 * CPU time for a small file, and three times for each gigabyte that it reads. There are as many connections to a server
 * as requests in flight.
 */
class DirectConnections {
    #idleTimeoutMs;
    #servers = new Map();
    #open = new Set();
    #isDestroyed = false;
    /** @param idleTimeoutMs of each phase: connecting, sending, waiting for the response, reading its body */
    constructor(idleTimeoutMs) {
        this.#idleTimeoutMs = idleTimeoutMs;
    }
    send(request, handler) {
        const server = this.#serverAt(request.origin);
        if (this.#isDestroyed)
            throw new errors/* ConnectionsClosedError */.M1(server.url.host);
        const exchange = new Exchange(request, handler);
        const connection = server.idle.pop() ?? this.#connect(server);
        connection.send(exchange);
        return (reason) => exchange.abort(reason);
    }
    async destroy() {
        this.#isDestroyed = true;
        for (const connection of this.#open)
            connection.close();
    }
    #serverAt(origin) {
        const known = this.#servers.get(origin);
        if (known !== undefined)
            return known;
        const server = { url: new URL(origin), idle: [] };
        this.#servers.set(origin, server);
        return server;
    }
    #connect(server) {
        const connection = new Connection(server, this.#idleTimeoutMs, () => this.#open.delete(connection));
        this.#open.add(connection);
        return connection;
    }
}
/** Returns the head of a request as it is sent. Throws if a part of it would not stay in its line. */
function headOf({ method, path, headers }) {
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const lines = [`${method} ${path} HTTP/1.1`, ...fields];
    if (/[^\t\x20-\x7e\x80-\xff]/.test(lines.join('')))
        throw new TypeError('invalid character in a request');
    return `${lines.join('\r\n')}\r\n\r\n`;
}
/** A request and its response. */
class Exchange {
    request;
    head;
    handler;
    reader;
    /** The connection that it is on; undefined when it has ended. */
    connection;
    /** Whether the body was handed to the socket completely. */
    isSent = false;
    constructor(request, handler) {
        this.request = request;
        this.head = headOf(request);
        this.handler = handler;
        this.reader = new ResponseReader(request.method, handler);
    }
    abort(reason) {
        this.connection?.destroy(reason);
    }
}
/**
 * The buffer for all other bytes of all connections: they are processed before the next are read. Larger, it would not
 * stay in the processor's cache until then.
 */
const scratch = Buffer.allocUnsafeSlow(256 * 1024);
/**
 * A larger body is handed to the socket in slices of this size, in bytes, one after the other: the idle timeout then
 * applies to each, and TLS does not encrypt all of it in advance.
 */
const SLICE = 256 * 1024;
/** One connection, for one request at a time. */
class Connection {
    #server;
    #idleTimeoutMs;
    #onClosed;
    #socket;
    #isConnected = false;
    #exchange;
    constructor(server, idleTimeoutMs, onClosed) {
        this.#server = server;
        this.#idleTimeoutMs = idleTimeoutMs;
        this.#onClosed = onClosed;
        this.#socket = openSocket(server, {
            buffer: () => this.#space(),
            callback: (length, bytes) => this.#read(bytes.subarray(0, length)),
        });
        this.#socket.setTimeout(Math.min(idleTimeoutMs, retry/* MAX_CONNECT_MS */.NM), () => this.#timeOut());
        this.#socket.once(server.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
            this.#isConnected = true;
            this.#expectResponse();
        });
        this.#socket.on('error', (error) => this.destroy(error));
        this.#socket.on('end', () => this.#end());
        this.#socket.on('close', () => this.destroy(this.#failure('connection-lost', 'the server closed it')));
    }
    send(exchange) {
        this.#exchange = exchange;
        exchange.connection = this;
        if (this.#isConnected)
            this.#expectResponse();
        this.#socket.ref();
        this.#socket.cork();
        this.#socket.write(exchange.head, 'latin1');
        this.#sendBody(exchange, 0);
        this.#socket.uncork();
    }
    /** Closes the connection because it is no longer needed. */
    close() {
        this.destroy(new errors/* ConnectionsClosedError */.M1(this.#server.url.host));
    }
    /** Closes the connection. The request that it has in flight fails. */
    destroy(error) {
        const exchange = this.#exchange;
        this.#exchange = undefined;
        this.#socket.destroy();
        const { idle } = this.#server;
        if (idle.includes(this))
            idle.splice(idle.indexOf(this), 1);
        this.#onClosed();
        if (exchange === undefined)
            return;
        exchange.connection = undefined;
        exchange.handler.onError(error);
    }
    #sendBody(exchange, start) {
        const { body } = exchange.request;
        const size = body?.byteLength ?? 0;
        const end = Math.min(start + SLICE, size);
        exchange.isSent = end === size;
        if (body === undefined || end === start)
            return;
        this.#socket.write(body.subarray(start, end), (error) => {
            if (error == null && end < size && this.#exchange === exchange)
                this.#sendBody(exchange, end);
        });
    }
    #expectResponse() {
        this.#socket.setTimeout(this.#exchange?.request.responseTimeoutMs ?? this.#idleTimeoutMs);
    }
    #space() {
        const length = this.#exchange?.reader.bodyBytesNext ?? 0;
        const space = length > 0 ? this.#exchange?.handler.space?.() : undefined;
        return space === undefined || space.length === 0 ? scratch : space.subarray(0, length);
    }
    #read(bytes) {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.destroy(this.#failure('connection-lost', 'the server sent a response without a request'));
            return false;
        }
        const hadHead = exchange.reader.hasHead;
        try {
            const isComplete = exchange.reader.write(bytes);
            if (this.#exchange !== exchange)
                return false;
            if (isComplete)
                this.#complete(exchange);
            else if (!hadHead && exchange.reader.hasHead)
                this.#socket.setTimeout(this.#idleTimeoutMs);
        }
        catch (error) {
            this.destroy(Error.isError(error) ? error : new Error(String(error)));
        }
        return true;
    }
    #complete(exchange) {
        this.#exchange = undefined;
        exchange.connection = undefined;
        if (exchange.reader.isReusable && exchange.isSent) {
            // An idle connection must not keep the process alive.
            this.#socket.setTimeout(KEEP_ALIVE_MS).unref();
            this.#server.idle.push(this);
        }
        else {
            this.close();
        }
        exchange.handler.onEnd();
    }
    #end() {
        const exchange = this.#exchange;
        if (exchange?.reader.endsWithConnection === true)
            this.#complete(exchange);
        else
            this.destroy(this.#failure('connection-lost', 'the server closed it'));
    }
    #timeOut() {
        if (!this.#isConnected)
            this.destroy(this.#failure('connect-timeout', 'no connection in time'));
        else if (this.#exchange?.reader.hasHead === true)
            this.destroy(this.#failure('stalled', 'no more data in time'));
        else
            this.destroy(this.#failure('response-timeout', 'no response in time'));
    }
    #failure(kind, message) {
        return new errors/* NetworkError */.Dr(kind, this.#server.url.host, message);
    }
}
function openSocket(server, onread) {
    const { hostname, port: given, protocol } = server.url;
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(given) || (protocol === 'https:' ? 443 : 80);
    if (protocol !== 'https:')
        return (0,external_node_net_.connect)({ host, port, noDelay: true, onread });
    // Node's types omit that a TLS connection also takes `onread`.
    const options = { host, port, ALPNProtocols: ['http/1.1'], onread };
    const { tlsSession: session } = server;
    const socket = (0,external_node_tls_.connect)({
        ...options,
        ...((0,external_node_net_.isIP)(host) === 0 ? { servername: host } : {}),
        ...(session && { session }),
    });
    socket.on('session', (latest) => {
        server.tlsSession = latest;
    });
    return socket.setNoDelay();
}


/***/ })

};
