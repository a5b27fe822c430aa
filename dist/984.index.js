export const id = 984;
export const ids = [984];
export const modules = {

/***/ 8984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AuditError: () => (/* reexport */ AuditError),
  StorageUrlError: () => (/* reexport */ StorageUrlError),
  auditVersion: () => (/* reexport */ auditVersion),
  checkAccess: () => (/* reexport */ checkAccess),
  checksumsText: () => (/* reexport */ checksumsText),
  compareVersions: () => (/* reexport */ compareVersions),
  compareWithLocalFiles: () => (/* reexport */ compareWithLocalFiles),
  deleteFiles: () => (/* reexport */ deleteFiles),
  deleteFolder: () => (/* reexport */ deleteFolder),
  downloadFiles: () => (/* reexport */ downloadFiles),
  findCredentials: () => (/* reexport */ findCredentials),
  hashLocalFiles: () => (/* reexport */ hashLocalFiles),
  listFiles: () => (/* reexport */ listFiles),
  listFolders: () => (/* reexport */ listFolders),
  listManifestParts: () => (/* reexport */ listManifestParts),
  locateVersion: () => (/* reexport */ locateVersion),
  manifestText: () => (/* reexport */ manifestText),
  measure: () => (/* reexport */ measure),
  measureFolder: () => (/* reexport */ measureFolder),
  mergeManifestParts: () => (/* reexport */ mergeManifestParts),
  openStorage: () => (/* reexport */ openStorage),
  planDownload: () => (/* reexport */ planDownload),
  planVersion: () => (/* reexport */ planVersion),
  removeFromManifest: () => (/* reexport */ removeFromManifest),
  scanFiles: () => (/* reexport */ scanFiles),
  syncVersion: () => (/* reexport */ syncVersion),
  uploadFiles: () => (/* reexport */ uploadFiles),
  writeMissingManifest: () => (/* reexport */ writeMissingManifest)
});

// EXTERNAL MODULE: ./src/net/concurrency.js
var net_concurrency = __webpack_require__(7633);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/files/manifest.js

/** Counts files and adds up their sizes. */
function measure(files) {
    const tally = { files: 0, bytes: 0 };
    for (const { size } of files) {
        tally.files += 1;
        tally.bytes += size;
    }
    return tally;
}
/** Returns the manifest of a set of files, in any order. */
function createManifest(files) {
    return describeManifest(sortByKey(files));
}
/** Returns the manifest of files that are sorted by key. */
function describeManifest(entries) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    for (const text of manifestText(entries))
        digest.update(text);
    return { entries, digest: digest.digest('hex'), ...measure(entries) };
}
/** Yields the text of a manifest: a JSON object per line. As in the other texts, a piece is valid until the next. */
function manifestText(entries) {
    return encodeLines(entries, ({ key, size, sha256 }) => JSON.stringify({ key, size, sha256 }));
}
/**
 * Yields the text of the manifest that is stored next to the files, which also has the ETags.
 *
 * @param total the number and total size of the entries, if they are all files of the version: the first line
 */
function* storedManifestText(entries, total) {
    if (total !== undefined)
        yield encoder.encode(`${JSON.stringify({ files: total.files, bytes: total.bytes })}\n`);
    yield* encodeLines(entries, ({ key, size, sha256, etag }) => JSON.stringify({ key, size, sha256, etag }));
}
/** Yields the text of the SHA256SUMS file of a set of files. */
function checksumsText(entries) {
    return encodeLines(entries, checksumLine);
}
/**
 * Returns a line as `sha256sum` of GNU coreutils writes and checks it. A backslash, a line feed and a carriage return
 * in a name are escaped, which a backslash before the digest indicates. A file named `-` would mean the standard input.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
function checksumLine({ key, sha256 }) {
    const name = key === '-' ? './-' : key;
    const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
    return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}
const encoder = new TextEncoder();
const PIECE_BYTES = 64 * 1024;
/** Encodes a line for each entry into one buffer. As strings, the lines may take more memory than the entries. */
function* encodeLines(entries, lineOf) {
    const piece = new Uint8Array(PIECE_BYTES);
    let filled = 0;
    for (const entry of entries) {
        let rest = `${lineOf(entry)}\n`;
        for (;;) {
            const { read, written } = encoder.encodeInto(rest, piece.subarray(filled));
            filled += written;
            if (read === rest.length)
                break;
            rest = rest.slice(read);
            yield piece.subarray(0, filled);
            filled = 0;
        }
    }
    if (filled > 0)
        yield piece.subarray(0, filled);
}
/** Returns items sorted as S3 sorts them. */
function sortByKey(items) {
    return items.toSorted((a, b) => compareKeys(a.key, b.key));
}
/**
 * Orders keys by the bytes of their UTF-8, as S3 does. JavaScript's own order is that of UTF-16, in which characters
 * beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
function compareKeys(a, b) {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at += 1) {
        const one = a.charCodeAt(at);
        const other = b.charCodeAt(at);
        if (one !== other)
            return rank(one) - rank(other);
    }
    return a.length - b.length;
}
function rank(unit) {
    if (unit < 0xd800)
        return unit;
    return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

;// CONCATENATED MODULE: ./src/files/differences.js

/**
 * The maximum number of added and removed files kept in memory to find renamed ones: about 250 bytes each plus the
 * path.
 */
const MAX_CANDIDATES = 1_000_000;
/**
 * Compares two sets of files, merged by key. Files are equal if their SHA-256 is equal or, if one side has none, their
 * size and ETag. A removed and an added file with the same SHA-256 count as one renamed file; if several have it, they
 * are paired in the order of their keys.
 *
 * Memory grows only with the added and removed files that have a SHA-256 and no partner yet, and not beyond
 * `maxCandidates` of them: then these and all that follow count as added and removed.
 */
async function compareFiles(merged, { onChange = async () => undefined, maxCandidates = MAX_CANDIDATES } = {}) {
    const tally = new ChangeTally();
    const renames = new RenameFinder(maxCandidates);
    const report = async (changes) => {
        for (const change of changes) {
            tally.addChange(change);
            await onChange(change);
        }
    };
    for await (const pairs of merged) {
        for (const [before, after] of pairs) {
            tally.addFiles(before, after);
            if (before === undefined)
                await report(renames.add('added', after));
            else if (after === undefined)
                await report(renames.add('removed', before));
            else if (!isSame(before, after))
                await report([changed(before, after)]);
        }
    }
    await report(renames.finish());
    return tally.summary(renames.isLimited);
}
function isSame(before, after) {
    if (before.sha256 !== undefined && after.sha256 !== undefined)
        return before.sha256 === after.sha256;
    return before.size === after.size && before.etag !== '' && before.etag === after.etag;
}
function changed(before, after) {
    return { change: 'changed', key: after.key, size: after.size, previousSize: before.size };
}
/** Pairs removed files with added ones of the same content. */
class RenameFinder {
    /** By SHA-256, in a form that takes half the memory of hexadecimal. */
    #queues = new Map();
    #limit;
    #count = 0;
    isLimited = false;
    constructor(limit) {
        this.#limit = limit;
    }
    /** Returns what is certain now: a file that can have no partner, or a pair that this one completes. */
    add(side, { key, size, sha256 }) {
        const file = { change: side, key, size };
        if (sha256 === undefined || this.isLimited)
            return [file];
        const content = Buffer.from(sha256, 'hex').toString('latin1');
        const queue = this.#queues.get(content) ?? { side, files: [], next: 0 };
        const partner = queue.side === side ? undefined : queue.files[queue.next];
        if (partner !== undefined) {
            queue.next += 1;
            this.#count -= 1;
            if (queue.next === queue.files.length)
                this.#queues.delete(content);
            return [side === 'added' ? renamed(partner, file) : renamed(file, partner)];
        }
        if (this.#count >= this.#limit) {
            this.isLimited = true;
            return [...this.finish(), file];
        }
        queue.files.push(file);
        this.#queues.set(content, queue);
        this.#count += 1;
        return [];
    }
    /** Returns the files that have no partner, in the order of their keys. */
    finish() {
        const alone = [...this.#queues.values()].flatMap(({ files, next }) => files.slice(next));
        this.#queues.clear();
        return alone.sort((a, b) => compareKeys(a.key, b.key));
    }
}
function renamed(from, to) {
    return { change: 'renamed', key: to.key, size: to.size, previousKey: from.key };
}
const MAX_LARGEST = 10;
class ChangeTally {
    #tallies = { added: zero(), changed: zero(), removed: zero(), renamed: zero() };
    #before = zero();
    #after = zero();
    #largest = [];
    #comparedByDigest = 0;
    #withoutDigest = 0;
    addFiles(before, after) {
        if (before !== undefined)
            count(this.#before, before.size);
        if (after !== undefined)
            count(this.#after, after.size);
        if (lacksDigest(before) || lacksDigest(after))
            this.#withoutDigest += 1;
        else if (before !== undefined && after !== undefined)
            this.#comparedByDigest += 1;
    }
    addChange(change) {
        count(this.#tallies[change.change], change.size);
        const largest = this.#largest;
        if (largest.length === MAX_LARGEST && change.size <= (largest.at(-1)?.size ?? 0))
            return;
        largest.push(change);
        largest.sort((a, b) => b.size - a.size || compareKeys(a.key, b.key));
        largest.length = Math.min(largest.length, MAX_LARGEST);
    }
    summary(renamesLimited) {
        return {
            ...this.#tallies,
            before: this.#before,
            after: this.#after,
            largest: this.#largest,
            basis: this.#basis(),
            renamesLimited,
        };
    }
    #basis() {
        if (this.#withoutDigest === 0)
            return 'sha256';
        return this.#comparedByDigest === 0 ? 'size-and-etag' : 'mixed';
    }
}
function lacksDigest(file) {
    return file !== undefined && file.sha256 === undefined;
}
function zero() {
    return { files: 0, bytes: 0 };
}
function count(counter, bytes) {
    counter.files += 1;
    counter.bytes += bytes;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/files/buffer-pool.js
/** The maximum memory of all parts and files in flight, in bytes. */
const MAX_BYTES = 32 * 1024 ** 2;
/** The minimum size of a buffer. Sizes are powers of two, so that buffers can be reused for other files. */
const SMALLEST = 16 * 1024;
/**
 * Leases buffers to the files and parts of a transfer, in the order of their requests. The number of leases is limited
 * by the concurrency and by memory: large parts need more of it than small files.
 */
class BufferPool {
    #limit;
    #maxBytes;
    #waiting = [];
    #free = [];
    #freeBytes = 0;
    #leases = 0;
    #leasedBytes = 0;
    constructor(limit, maxBytes = MAX_BYTES) {
        this.#limit = limit;
        this.#maxBytes = maxBytes;
    }
    /** Waits for a buffer of `size` bytes. Throws the signal's reason if it aborts. */
    take(size, signal) {
        return this.#take({ size, bufferSize: size }, signal);
    }
    /** Like {@link take}, for a request whose content, of `size` bytes, needs no buffer. */
    takeWithoutBuffer(size, signal) {
        return this.#take({ size, bufferSize: 0 }, signal);
    }
    /** Leases a buffer for as long as `work` takes. */
    async use(size, signal, work) {
        const lease = await this.take(size, signal);
        try {
            return await work(lease.buffer);
        }
        finally {
            lease.release();
        }
    }
    async #take(wanted, signal) {
        signal.throwIfAborted();
        if (this.#waiting.length === 0 && this.#fits(wanted))
            return this.#lease(wanted);
        return new Promise((resolve, reject) => this.#waiting.push({ ...wanted, signal, resolve, reject }));
    }
    /** A part that is alone never waits for memory, whatever its size. */
    #fits({ bufferSize }) {
        if (this.#leases === 0)
            return true;
        return this.#leases < this.#limit.current && this.#leasedBytes + capacityFor(bufferSize) <= this.#maxBytes;
    }
    #lease({ size, bufferSize }) {
        const whole = this.#bufferOf(capacityFor(bufferSize));
        const end = this.#limit.begin();
        let isReleased = false;
        this.#leases += 1;
        this.#leasedBytes += whole.length;
        return {
            buffer: whole.subarray(0, bufferSize),
            release: () => {
                if (isReleased)
                    return;
                isReleased = true;
                this.#leases -= 1;
                this.#leasedBytes -= whole.length;
                this.#free.push(whole);
                this.#freeBytes += whole.length;
                end(size);
                this.#serveNext();
            },
        };
    }
    #bufferOf(capacity) {
        const index = this.#free.findLastIndex(({ length }) => length === capacity);
        const [kept] = index === -1 ? [] : this.#free.splice(index, 1);
        this.#freeBytes -= kept?.length ?? 0;
        while (this.#leasedBytes + capacity + this.#freeBytes > this.#maxBytes && this.#free.length > 0) {
            this.#freeBytes -= this.#free.shift()?.length ?? 0;
        }
        return kept ?? Buffer.allocUnsafeSlow(capacity);
    }
    #serveNext() {
        for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
            if (!next.signal.aborted && !this.#fits(next))
                return;
            this.#waiting.shift();
            if (next.signal.aborted)
                next.reject(next.signal.reason);
            else
                next.resolve(this.#lease(next));
        }
    }
}
function capacityFor(size) {
    return size === 0 ? 0 : Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(size)));
}

;// CONCATENATED MODULE: ./src/files/s3/parts.js

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** Larger files are uploaded in parts of this size, as by `aws s3 cp`, so that both produce the same ETags. */
const PART_SIZE = 8 * MIB;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MIN_PART_SIZE = 5 * MIB;
const MAX_PARTS = 10_000;
const MAX_OBJECT_BYTES = 5 * TIB;
/** The maximum size that one CopyObject copies. */
const MAX_COPY_BYTES = 5 * GIB;
/**
 * Returns the size of the parts of a file, in bytes: 8 MiB, doubled until 10,000 parts are enough, as the AWS CLI does
 * (`ChunksizeAdjuster` of s3transfer).
 *
 * @throws RangeError above 5 TiB, which no object can have
 */
function partSizeOf(size) {
    if (size > MAX_OBJECT_BYTES)
        throw new RangeError(`${size} bytes are more than the 5 TiB that an object can have`);
    let partSize = PART_SIZE;
    while (Math.ceil(size / partSize) > MAX_PARTS)
        partSize *= 2;
    return partSize;
}
/** Returns the number of parts of a file of `size` bytes; an empty file has one empty part. */
function partCount(size) {
    return Math.max(1, Math.ceil(size / partSizeOf(size)));
}
/** Returns the parts of a file in order, as it is uploaded. */
function partsOf(size) {
    return piecesOf(size, partSizeOf(size));
}
/** Returns the ranges of an object in order, as it is read; none for an empty one, which has no valid range. */
function* rangesOf(size, rangeSize) {
    if (size > 0)
        yield* piecesOf(size, rangeSize);
}
function* piecesOf(size, pieceSize) {
    for (let number = 1; number === 1 || (number - 1) * pieceSize < size; number += 1) {
        const start = (number - 1) * pieceSize;
        yield { number, start, size: Math.min(pieceSize, size - start) };
    }
}
/** Returns an ETag without its quotes; empty if the storage returned none. */
function bareEtag(etag = '') {
    return copyOf(etag.replace(/^(W\/)?"(.*)"$/, '$2'));
}
/** Returns a copy of a text that outlives its response: a part of a text keeps all of it in memory. */
function copyOf(text) {
    return Buffer.from(text).toString();
}
/** Returns the form of an ETag without quotes. */
function etagForm(etag) {
    if (/^[0-9a-f]{32}$/.test(etag))
        return { kind: 'md5' };
    const [, parts] = /^[0-9a-f]{32}-([1-9]\d{0,4})$/.exec(etag) ?? [];
    return parts === undefined ? { kind: 'opaque' } : { kind: 'composed', parts: Number(parts) };
}
/** Returns which hashes of a file of `size` bytes an ETag can be, by its form. */
function hashesIn(etag, size) {
    const form = etagForm(etag);
    return { md5: form.kind === 'md5', composed: form.kind === 'composed' && form.parts === partCount(size) };
}
/** Returns the ETag of a multipart upload from its parts' hexadecimal MD5s: the MD5 of them all, and their number. */
function composedEtag(partMd5s) {
    const hash = (0,external_node_crypto_.createHash)('md5');
    for (const md5 of partMd5s)
        hash.update(md5, 'hex');
    return `${hash.digest('hex')}-${partMd5s.length}`;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __webpack_require__(7730);
;// CONCATENATED MODULE: ./src/files/errors.js


/** A version whose `url` is not an S3 URL, so its files cannot be reached. */
class StorageUrlError extends errors/* ActionError */.lZ {
    constructor(url) {
        super(url === null ? 'The version has no storage URL' : `The version's storage URL ${url} is not an s3:// URL`, {
            title: 'No S3 address',
            hint: "The dataset's storage provider has no S3 address for the files. Use a dataset on a storage provider of your own: an S3-compatible bucket that is set up in Paperspace.",
        });
    }
}
/** Settings needed to sign requests. `missing` names the environment variables that usually provide them. */
class StorageSettingsError extends errors/* ActionError */.lZ {
    constructor(missing, options) {
        super(`Access to the storage requires ${(0,format/* formatList */.ki)(missing)}`, {
            title: 'Missing storage settings',
            hint: "Set what is missing in the step's `env`, or run a credentials action before this step. Use the keys of the bucket behind the dataset's storage provider.",
            ...options,
        });
    }
}
/** An invalid region, which cannot be part of a host name. */
class RegionError extends errors/* ActionError */.lZ {
    constructor(region) {
        super(`${JSON.stringify(region)} is not a region`, {
            title: 'Invalid storage region',
            hint: 'Check `s3-region` or the variable `AWS_REGION`. A region has a name such as `us-east-1`.',
        });
    }
}
/** A local file that changed while it was read, so the content may mix two states of the file. */
class FileChangedError extends errors/* ActionError */.lZ {
    constructor(path) {
        super(`The file ${path} changed while it was being read`, {
            title: 'File changed',
            hint: 'The files must not change while this step reads them. Run this step once the files are complete.',
        });
    }
}
/** A list that is not sorted by the UTF-8 bytes of its keys, as S3 sorts. */
class OrderError extends errors/* ActionError */.lZ {
    constructor(reason) {
        super(`Failed to compare the files: ${reason}`, {
            title: 'List of files is not sorted',
            hint: 'The storage must list objects in the order of S3, by the UTF-8 bytes of their keys.',
        });
    }
}
/** All keys that cannot become files, or files that cannot become keys. */
class KeysError extends errors/* ActionError */.lZ {
    problems;
    constructor(problems) {
        super(`Invalid file names: ${summarize(problems, ({ key, reason }) => `${JSON.stringify(key)} ${reason}`)}`, {
            title: 'Invalid file names',
            hint: 'Rename the files, or select others: with `path` for an upload, with `include` for a download.',
        });
        this.problems = problems;
    }
}
/** Objects that the storage reported as not deleted in a successful response. */
class DeletionError extends errors/* ActionError */.lZ {
    failures;
    constructor(failures) {
        const describe = ({ key, code, message }) => `${JSON.stringify(key)}: ${message} (${code})`;
        super(`Failed to delete ${(0,format/* formatCount */.B4)(failures.length, 'file')}: ${summarize(failures, describe)}`, {
            title: 'Stored files not deleted',
            hint: 'The credentials need `s3:DeleteObject` on the bucket.',
        });
        this.failures = failures;
    }
}
/** A version whose stored objects differ from the expected ones. */
class VerificationError extends errors/* ActionError */.lZ {
    differences;
    constructor(differences) {
        super(`The files in the storage differ from the expected files: ${summarize(differences, describeDifference)}`, {
            title: 'Verification failed',
            hint: 'Re-run the job to upload what is missing. Files outside `destination` are never removed; use the operation `delete-files` to delete them.',
        });
        this.differences = differences;
    }
}
/** A version that does not match its manifest. */
class AuditError extends errors/* ActionError */.lZ {
    differences;
    constructor(ref, differences) {
        super(`Version ${ref} does not match its manifest: ${summarize(differences, describeDifference)}`, {
            title: 'Verification failed',
            hint: 'Use another version, or create a new one from the original files. The file at `result-path` lists every difference.',
        });
        this.differences = differences;
    }
}
/** A manifest that was read instead of the list of the files, and that is invalid. */
class ManifestError extends errors/* ActionError */.lZ {
    constructor(url) {
        super(`Failed to compare the files: the manifest ${url} is invalid`, {
            title: 'Invalid manifest',
            hint: 'Run `verify` with `write-manifest: true` to read the files once and write a new manifest.',
        });
    }
}
/** A downloaded file that differs from the manifest. It was not kept. */
class DamagedFileError extends errors/* ActionError */.lZ {
    constructor(key, expected, found) {
        super(`The SHA-256 of ${JSON.stringify(key)} is ${found}, but the version's manifest says ${expected}`, {
            title: 'Damaged file',
            hint: 'The file in the storage is not the one that was committed. Download another version.',
        });
    }
}
function describeDifference(difference) {
    const key = JSON.stringify(difference.key);
    switch (difference.kind) {
        case 'missing':
            return `${key} is missing`;
        case 'unexpected':
            return `${key} is unexpected`;
        case 'size':
            return `${key} is ${(0,format/* formatCount */.B4)(difference.found, 'byte')}, not ${(0,format/* formatCount */.B4)(difference.expected, 'byte')}`;
        case 'sha256':
            return `${key} has the SHA-256 ${difference.found}, not ${difference.expected}`;
        case 'etag':
            return `${key} has the ETag ${difference.found}, not ${difference.expected}`;
    }
}
const MAX_SHOWN = 10;
function summarize(items, describe) {
    const shown = items.slice(0, MAX_SHOWN).map(describe).join('; ');
    return items.length > MAX_SHOWN ? `${shown}; and ${items.length - MAX_SHOWN} more` : shown;
}
/** Paths that match `path` but cannot become files of a version. */
class ScanError extends errors/* ActionError */.lZ {
    paths;
    constructor(paths, reason, options) {
        const message = `${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`;
        super(message, { title: 'Files cannot be used', ...options });
        this.paths = paths;
    }
}

;// CONCATENATED MODULE: ./src/files/local/local-file.js




/**
 * Returns the properties that show later whether a file has changed. On Windows, a path and an open file are looked up
 * by different system calls, which can report different IDs for one file, so the ID is left out there.
 */
function fingerprintOf({ size, mtimeMs, ino }, platform) {
    return { size, mtimeMs, ino: platform === 'win32' ? undefined : ino };
}
const readInThread = (0,external_node_util_.promisify)(external_node_fs_.read);
/**
 * Opens a file for as long as `work` takes, and verifies that it is still the one that was found. Only reading a large
 * file is left to another thread, because it may have to wait for the disk. For all else, that would take longer.
 *
 * @throws FileChangedError if it is shorter, or has another size, time or inode
 */
async function withLocalFile(file, work) {
    const descriptor = (0,external_node_fs_.openSync)(file.path, 'r');
    try {
        const result = await work((buffer, position) => fill(file, descriptor, buffer, position));
        checkUnchanged(file, (0,external_node_fs_.fstatSync)(descriptor));
        return result;
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** Up to this size, in bytes, handing a file to another thread takes longer than reading or writing it. */
const SMALL = 256 * 1024;
/**
 * Reads a complete file into a buffer of its size.
 *
 * @throws FileChangedError if it is not the one that was found
 */
function readWhole(file, buffer) {
    return withLocalFile(file, (read) => read(buffer, 0));
}
function checkUnchanged(file, { size, mtimeMs, ino }) {
    const isSame = size === file.size && mtimeMs === file.mtimeMs && (file.ino === undefined || ino === file.ino);
    if (!isSame)
        throw new FileChangedError(file.path);
}
async function fill(file, descriptor, buffer, position) {
    let filled = 0;
    while (filled < buffer.length) {
        const rest = [descriptor, buffer, filled, buffer.length - filled, position + filled];
        const bytesRead = file.size > SMALL ? (await readInThread(...rest)).bytesRead : (0,external_node_fs_.readSync)(...rest);
        if (bytesRead === 0)
            throw new FileChangedError(file.path);
        filled += bytesRead;
    }
}
/**
 * The maximum length of a key in S3, in bytes of UTF-8:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
const MAX_KEY_BYTES = 1024;
/**
 * Checks that every file can be stored as an object of its own.
 *
 * @param files sorted by key
 * @param prefix the prefix of the keys in the storage
 * @throws KeysError with all files that cannot
 */
function checkFiles(files, prefix) {
    const problems = [];
    let previous;
    for (const file of files) {
        const { key, path, size } = file;
        if (previous?.key === key)
            problems.push({ key, reason: `is the key of both ${previous.path} and ${path}` });
        previous = file;
        const length = Buffer.byteLength(prefix + key);
        if (length > MAX_KEY_BYTES)
            problems.push({ key, reason: `has a key of ${length} bytes, but the maximum is ${MAX_KEY_BYTES}` });
        if (size > MAX_OBJECT_BYTES)
            problems.push({ key, reason: `is a file of ${size} bytes, but the maximum is 5 TiB` });
    }
    if (problems.length > 0)
        throw new KeysError(problems);
}

;// CONCATENATED MODULE: ./src/files/local/hashing.js





/** The number of large files to read concurrently: Node has four threads for it, and more files keep them busy. */
const HASHES_AT_A_TIME = 8;
const CHUNK = 1024 ** 2;
/** Computes the hashes of files. Limits how many large files are read at the same time. */
class FileHasher {
    #buffers = new BufferPool({ current: HASHES_AT_A_TIME, begin: () => () => undefined });
    /**
     * Computes the hashes of a file. Reads it once: a small file as a whole, a large one 1 MiB at a time.
     *
     * @throws FileChangedError if the file has changed since it was found
     */
    async hash(file, wanted, signal, progress) {
        const hashes = file.size <= SMALL
            ? await hashSmall(file, wanted, signal, progress)
            : await this.#buffers.use(Math.min(CHUNK, file.size), signal, (buffer) => hashLarge(file, wanted, buffer, signal, progress));
        progress?.addFile();
        return hashes;
    }
}
async function hashSmall(file, wanted, signal, progress) {
    // Reading is synchronous. Without this, nothing else would happen until all small files are hashed.
    await (0,promises_.setImmediate)();
    signal.throwIfAborted();
    const content = Buffer.allocUnsafe(file.size);
    await readWhole(file, content);
    progress?.addBytes(file.size);
    const md5 = wanted.md5 || wanted.composed ? (0,external_node_crypto_.hash)('md5', content) : '';
    return {
        sha256: (0,external_node_crypto_.hash)('sha256', content),
        md5: wanted.md5 ? md5 : undefined,
        composed: wanted.composed ? composedEtag([md5]) : undefined,
    };
}
function hashLarge(file, wanted, buffer, signal, progress) {
    return withLocalFile(file, async (read) => {
        const sha256 = (0,external_node_crypto_.createHash)('sha256');
        const md5 = wanted.md5 ? (0,external_node_crypto_.createHash)('md5') : undefined;
        const partMd5s = [];
        for (const part of partsOf(file.size)) {
            const partMd5 = wanted.composed ? (0,external_node_crypto_.createHash)('md5') : undefined;
            const hashes = [sha256, md5, partMd5].filter((hash) => hash !== undefined);
            for (let done = 0; done < part.size; done += buffer.length) {
                signal.throwIfAborted();
                const chunk = buffer.subarray(0, Math.min(buffer.length, part.size - done));
                await read(chunk, part.start + done);
                update(hashes, chunk);
                progress?.addBytes(chunk.length);
            }
            if (partMd5 !== undefined)
                partMd5s.push(partMd5.digest('hex'));
        }
        return {
            sha256: sha256.digest('hex'),
            md5: md5?.digest('hex'),
            composed: wanted.composed ? composedEtag(partMd5s) : undefined,
        };
    });
}
function update(hashes, chunk) {
    for (const hash of hashes)
        hash.update(chunk);
}

;// CONCATENATED MODULE: ./src/files/merge.js


const BATCH = 100;
/** Yields items in batches, so that a merge does not keep a pair for each of them in memory. */
async function* inBatches(items) {
    yield* batchesOf(items, BATCH);
}
/** Yields items in batches of a size. */
function* batchesOf(items, size) {
    let batch = [];
    for (const item of items) {
        batch.push(item);
        if (batch.length < size)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}
/** Yields nothing. */
async function* noBatches() { }
/**
 * Merges two lists that are sorted by key. Reads each once, and keeps one batch of each in memory. Items are passed in
 * batches, because awaiting each item would take longer than all other work.
 *
 * @throws OrderError if a list is not sorted, or has a key twice
 */
async function* mergeByKey(before, after) {
    const left = new SortedReader(before);
    const right = new SortedReader(after);
    try {
        for (;;) {
            await Promise.all([left.load(), right.load()]);
            if (left.current === undefined && right.current === undefined)
                return;
            yield mergeLoaded(left, right);
        }
    }
    finally {
        await Promise.all([left.close(), right.close()]);
    }
}
/** Merges as far as possible without loading more of a list. */
function mergeLoaded(left, right) {
    const pairs = [];
    while (left.isLoaded && right.isLoaded) {
        const a = left.current;
        const b = right.current;
        if (a !== undefined && b !== undefined) {
            const order = compareKeys(a.key, b.key);
            if (order === 0)
                pairs.push([a, b]);
            else
                pairs.push(order < 0 ? [a, undefined] : [undefined, b]);
            if (order <= 0)
                left.advance();
            if (order >= 0)
                right.advance();
        }
        else if (a !== undefined) {
            pairs.push([a, undefined]);
            left.advance();
        }
        else if (b !== undefined) {
            pairs.push([undefined, b]);
            right.advance();
        }
        else
            break;
    }
    return pairs;
}
/** Reads a list item by item, and checks its order. */
class SortedReader {
    #batches;
    #batch = [];
    #at = 0;
    #previous;
    #hasEnded = false;
    constructor(batches) {
        this.#batches = batches[Symbol.asyncIterator]();
    }
    /** The next item; undefined at the end of the batch or the list. */
    get current() {
        return this.#batch[this.#at];
    }
    /** Whether the next item, or the end of the list, is known. */
    get isLoaded() {
        return this.#hasEnded || this.#at < this.#batch.length;
    }
    /** Waits until the next item, or the end of the list, is known. */
    async load() {
        while (!this.isLoaded) {
            const next = await this.#batches.next();
            this.#hasEnded = next.done === true;
            this.#batch = next.done === true ? [] : next.value;
            this.#at = 0;
            for (const { key } of this.#batch)
                this.#check(key);
        }
    }
    advance() {
        this.#at += 1;
    }
    async close() {
        await this.#batches.return?.();
    }
    #check(key) {
        const previous = this.#previous;
        this.#previous = key;
        if (previous === undefined || compareKeys(previous, key) < 0)
            return;
        throw new OrderError(`the storage lists ${JSON.stringify(key)} after ${JSON.stringify(previous)}`);
    }
}
/** The number of keys in a segment. Its page also has room for the key of the boundary before it. */
const SEGMENT_KEYS = 999;
/**
 * Finds the boundaries in a sorted list. It is read once, as far as the reader of the list or of the boundaries needs it.
 *
 * @param prefix only keys that begin with it are used
 */
function findBoundaries(list, prefix = '') {
    const reader = list[Symbol.asyncIterator]();
    const batches = [];
    const boundaries = [];
    let [count, previous, last] = [0, '', ''];
    // At the end of the list or after an error, this stays the same for both readers.
    let reading;
    const read = async () => {
        const { done, value } = await reader.next();
        if (done === true)
            return false;
        batches.push(value);
        for (const { key } of value) {
            if (!key.startsWith(prefix))
                continue;
            if (count > SEGMENT_KEYS && count % SEGMENT_KEYS === 1)
                boundaries.push({ key: last, previous });
            [count, previous, last] = [count + 1, last, key];
        }
        reading = undefined;
        return true;
    };
    async function* take(items) {
        try {
            do {
                for (let item = items.shift(); item !== undefined; item = items.shift())
                    yield item;
                reading ??= read();
            } while (await reading);
        }
        finally {
            await reader.return?.();
        }
    }
    return { batches: take(batches), boundaries: take(boundaries) };
}

;// CONCATENATED MODULE: ./src/files/progress.js

const EVERY_MS = 5000;
const everyFiveSeconds = (tick) => {
    const timer = setInterval(tick, EVERY_MS);
    return () => clearInterval(timer);
};
/** Logs a line every five seconds while `work` runs. */
async function withProgress({ clock, log, ...total }, work, ticker = everyFiveSeconds) {
    const done = { files: 0, bytes: 0 };
    const start = clock.now();
    const stop = ticker(() => log.info(describeProgress(total, done, clock.now() - start)));
    try {
        return await work({
            addFile: () => {
                done.files += 1;
            },
            addBytes: (bytes) => {
                done.bytes += bytes;
            },
        });
    }
    finally {
        stop();
    }
}
/** Describes the progress in one line: the amount, the total, the rate and the remaining time. */
function describeProgress({ what, files, bytes }, done, elapsedMs) {
    const rate = elapsedMs > 0 ? (done.bytes * 1000) / elapsedMs : 0;
    const percent = bytes === 0 ? 100 : Math.floor((done.bytes * 100) / bytes);
    const left = rate === 0 ? '' : `, ${(0,format/* formatDuration */.a3)((1000 * (bytes - done.bytes)) / rate)} left`;
    const amount = `${(0,format/* formatInteger */.Sm)(done.files)} of ${(0,format/* formatCount */.B4)(files, 'file')}, ${(0,format/* formatBytes */.z3)(done.bytes)} of ${(0,format/* formatBytes */.z3)(bytes)}`;
    return `${what}: ${amount} (${percent}%), ${(0,format/* formatBytes */.z3)(rate)}/s${left}`;
}

// EXTERNAL MODULE: ./src/net/retry.js
var retry = __webpack_require__(9228);
;// CONCATENATED MODULE: ./src/files/s3/errors.js

/** The requests of S3 that this action sends: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
const operations = {
    AbortMultipartUpload: { method: 'DELETE', target: 'object', verb: 'abort the upload of' },
    CompleteMultipartUpload: { method: 'POST', target: 'object', verb: 'complete the upload of' },
    CopyObject: { method: 'PUT', target: 'object', verb: 'copy to' },
    CreateMultipartUpload: { method: 'POST', target: 'object', verb: 'begin the upload of' },
    DeleteObject: { method: 'DELETE', target: 'object', verb: 'delete' },
    DeleteObjects: { method: 'POST', target: 'bucket', verb: 'delete files under' },
    GetObject: { method: 'GET', target: 'object', verb: 'read' },
    HeadObject: { method: 'HEAD', target: 'object', verb: 'look up' },
    ListBuckets: { method: 'GET', target: 'service', verb: 'list the buckets of' },
    ListMultipartUploads: { method: 'GET', target: 'bucket', verb: 'list unfinished uploads under' },
    ListObjectsV2: { method: 'GET', target: 'bucket', verb: 'list' },
    PutObject: { method: 'PUT', target: 'object', verb: 'upload' },
    UploadPart: { method: 'PUT', target: 'object', verb: 'upload a part of' },
    UploadPartCopy: { method: 'PUT', target: 'object', verb: 'copy a part to' },
};
/** Returns what a request does, such as `upload s3://bucket/key`. */
function describeRequest({ operation, bucket, key }) {
    const { target, verb } = operations[operation];
    return target === 'service' ? `${verb} the storage` : `${verb} s3://${bucket}/${key}`;
}
/** A refused request, or one without a complete response; the latter has a `NetworkError` as its cause. */
class StorageRequestError extends errors/* ActionError */.lZ {
    operation;
    bucket;
    key;
    status;
    code;
    requestId;
    retryAfterMs;
    /** The storage's message, or the failure of the connection. */
    reason;
    constructor(subject, failure, reason, options) {
        super(`Failed to ${describeRequest(subject)}: ${reason}${identification(failure)}`, {
            ...explain(failure, options?.cause),
            ...options,
        });
        this.operation = subject.operation;
        this.bucket = subject.bucket;
        this.key = subject.key;
        this.status = failure.status;
        this.code = failure.code;
        this.requestId = failure.requestId;
        this.retryAfterMs = failure.retryAfterMs;
        this.reason = reason;
    }
}
function identification({ status, code, requestId }) {
    const known = [
        status === undefined ? undefined : `HTTP ${status}`,
        code,
        requestId === undefined ? undefined : `request ${requestId}`,
    ].filter((part) => part !== undefined);
    return known.length === 0 ? '' : ` (${known.join(', ')})`;
}
function explain(failure, cause) {
    if (cause instanceof errors/* NetworkError */.Dr)
        return explainNetwork(cause.kind, failure.endpoint);
    return byCode[failure.code ?? ''] ?? byStatus(failure.status);
}
const ACCESS_DENIED = {
    title: 'Storage access denied',
    hint: 'The credentials must be allowed to list, read and write the bucket. Check their policy.',
};
const WRONG_REGION = {
    title: 'Wrong storage region',
    hint: 'The bucket is in another region. Set `s3-region`.',
};
const byCode = {
    AccessDenied: ACCESS_DENIED,
    NoSuchBucket: {
        title: 'Storage bucket not found',
        hint: "The bucket in the version's `url` does not exist. Check `s3-endpoint` and `s3-region`.",
    },
    InvalidAccessKeyId: {
        title: 'Unknown storage access key',
        hint: 'The storage does not recognize `AWS_ACCESS_KEY_ID`. Use the credentials of the bucket, not the API key.',
    },
    SignatureDoesNotMatch: {
        title: 'Wrong storage secret key',
        hint: '`AWS_SECRET_ACCESS_KEY` does not match `AWS_ACCESS_KEY_ID`.',
    },
    ExpiredToken: {
        title: 'Storage credentials expired',
        hint: 'Get new credentials right before this step, or credentials that are valid for longer.',
    },
    RequestTimeTooSkewed: { title: 'Wrong runner clock', hint: "Correct the runner's clock." },
    PermanentRedirect: WRONG_REGION,
    AuthorizationHeaderMalformed: WRONG_REGION,
    SlowDown: {
        title: 'Too many storage requests',
        hint: 'Too many requests, even after the retries. Set a lower `concurrency`.',
    },
    NoSuchUpload: {
        title: 'Storage upload not found',
        hint: 'Another run may be filling the same draft. Use `concurrency:` to run jobs one at a time.',
    },
};
function byStatus(status) {
    if (status === 403)
        return ACCESS_DENIED;
    if (status === 404)
        return { title: 'Storage object not found' };
    if (status !== undefined && status >= 500) {
        return {
            title: 'Storage server error',
            hint: 'The storage reported a server error. Re-run the job later.',
        };
    }
    return { title: 'Storage request failed' };
}
/** Names what the user can check, because the API's settings do not matter here. */
function explainNetwork(kind, endpoint) {
    return { title: networkTitles[kind], hint: (0,errors/* networkHint */.uw)(kind, settingOf(endpoint)) };
}
function settingOf(endpoint) {
    if (endpoint === undefined)
        return 'the storage endpoint (`s3-region`, or `s3-endpoint` for storage other than Amazon S3)';
    return endpoint === 's3-endpoint' ? '`s3-endpoint`' : `the variable \`${endpoint}\``;
}
const networkTitles = {
    dns: 'Storage host not found',
    refused: 'Storage connection refused',
    'connect-timeout': 'Storage connection timed out',
    'response-timeout': 'No response from the storage',
    stalled: 'Storage response stalled',
    tls: 'Storage TLS connection failed',
    proxy: 'Storage proxy error',
    'connection-lost': 'Storage connection lost',
};

;// CONCATENATED MODULE: ./src/files/s3/location.js

/**
 * Reads a version's `url`, which is `s3://BUCKET/TEAM/datasets/DATASET/versions/VERSION`.
 *
 * @param url as the API returns it
 * @param storagePrefix the folder of files under the url, `data/` by default; `/` or empty is the url itself
 * @throws StorageUrlError if the url is null or not an S3 URL
 * @throws RangeError if the prefix is not a plain folder, which the inputs rule out
 */
function locateVersion(url, storagePrefix) {
    const match = /^s3:\/\/([^/]+)\/(.*[^/])\/*$/.exec(url ?? '');
    const [, bucket, path] = match ?? [];
    if (bucket === undefined || path === undefined)
        throw new StorageUrlError(url);
    const prefix = `${path}/${folderPrefix(storagePrefix)}`;
    return { bucket, prefix, manifestKey: `${prefix.slice(0, -1)}.manifest.jsonl` };
}
/**
 * Returns a folder as a prefix of its keys: `/`, `.` and empty become empty, all others end in one `/`.
 *
 * @throws RangeError if it has empty, `.` or `..` segments
 */
function folderPrefix(folder) {
    const trimmed = folder.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
    if (trimmed === '' || trimmed === '.')
        return '';
    const segments = trimmed.split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
        throw new RangeError(`the folder ${JSON.stringify(folder)} contains an empty segment, \`.\` or \`..\``);
    }
    return `${trimmed}/`;
}
/**
 * The DNS names of Amazon's partitions, by the beginning of the names of their regions:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitions = [
    ['cn-', 'amazonaws.com.cn'],
    ['us-iso-', 'c2s.ic.gov'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['eusc-', 'amazonaws.eu'],
];
/** Returns whether a text can be a region: exactly one label of a host name. */
function isRegion(text) {
    return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}
/** Returns the DNS name that Amazon's hosts of a region end with. */
function partitionOf(region) {
    return partitions.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
}
/** Returns the URL of the service: the endpoint, else Amazon's own for the region. */
function serviceUrl(endpoint, region) {
    return endpoint ?? new URL(`https://s3.${region}.${partitionOf(region)}`);
}
/**
 * Returns the URL that a bucket's keys are below. With an endpoint the bucket is in the path, which every S3-compatible
 * service supports. Amazon requires it in the host name if possible: a bucket name with a dot would not match the
 * certificate. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
function bucketUrl(endpoint, region, bucket) {
    const url = new URL(serviceUrl(endpoint, region));
    if (endpoint === undefined && /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) {
        url.hostname = `${bucket}.${url.hostname}`;
        return url;
    }
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`;
    return url;
}

// EXTERNAL MODULE: ../../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7392);
;// CONCATENATED MODULE: ./src/files/s3/exchange.js

/** Returns a header of a response, given its name in lower case; the first of several. */
function headerOf({ headers }, name) {
    return [headers[name]].flat()[0];
}
/**
 * Sends one request and hands the response to the receiver that `receive` chooses by its head.
 *
 * @throws NetworkError, ConnectionsClosedError, the signal's reason, or whatever the receiver throws
 */
function exchange(connections, request, signal, receive) {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers();
    let receiver;
    const attempt = (work) => {
        try {
            work();
        }
        catch (error) {
            fail(error);
        }
    };
    const abort = connections.send(request, {
        onHead: (status, headers) => attempt(() => {
            receiver = receive({ status, headers });
        }),
        space: () => receiver?.space?.(),
        onData: (chunk) => attempt(() => receiver?.write(chunk)),
        onEnd: () => attempt(() => {
            if (receiver !== undefined)
                resolve(receiver.end());
        }),
        onError: (error) => reject(exchange_explain(error, request.origin)),
    });
    const fail = (error) => {
        reject(error);
        abort(Error.isError(error) ? error : new Error(String(error)));
    };
    const onAbort = () => fail(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    return promise.finally(() => signal.removeEventListener('abort', onAbort));
}
function exchange_explain(error, origin) {
    return error instanceof errors/* ConnectionsClosedError */.M1 ? error : (0,errors/* toNetworkError */.Ur)(error, new URL(origin).host);
}

;// CONCATENATED MODULE: ./src/files/s3/xml.js


/** A text that is not XML as S3 sends it. */
class XmlError extends errors/* ActionError */.lZ {
    constructor(message) {
        super(message, { title: 'Invalid XML' });
    }
}
/**
 * Reads a document as S3 sends it: elements that contain either a text or other elements. Texts stay texts, because a
 * key may look like a number. Attributes, such as namespaces, are ignored. Anything that makes a text ambiguous is
 * rejected: an incomplete document, an unknown entity, or a document type, which could define entities.
 *
 * @param items the elements of a long list, which the caller takes one by one, so that they are never all in memory
 * @throws XmlError, or whatever `items.take` throws
 */
function parseXml(document, items) {
    return new XmlReader(document.replace(/^\ufeff/, ''), items).read();
}
const namePattern = /^[A-Za-z_][\w.:-]*$/;
/** The value of an attribute may contain `>`. */
const tagPattern = /<([A-Za-z_][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
/** Reads a document once, without using more of the stack for nested elements. */
class XmlReader {
    #document;
    #items;
    #open = [];
    #at = 0;
    #root;
    constructor(document, items) {
        this.#document = document;
        this.#items = items;
    }
    read() {
        const document = this.#document;
        while (this.#at < document.length) {
            const markup = document.indexOf('<', this.#at);
            this.#addText(document.slice(this.#at, markup === -1 ? document.length : markup), true);
            if (markup === -1)
                break;
            this.#at = markup;
            this.#readMarkup();
        }
        if (this.#root === undefined)
            throw new XmlError('unexpected end of the document');
        return this.#root;
    }
    #readMarkup() {
        const document = this.#document;
        const kind = document[this.#at + 1] ?? '';
        if (kind === '/')
            this.#endElement(this.#readTo('>', 2).trimEnd());
        else if (kind !== '?' && kind !== '!')
            this.#beginElement();
        else if (kind === '?')
            this.#readTo('?>', 2);
        else if (document.startsWith('<!--', this.#at))
            this.#readTo('-->', 4);
        else if (document.startsWith('<![CDATA[', this.#at))
            this.#addText(this.#readTo(']]>', 9), false);
        else
            throw new XmlError('unexpected declaration');
    }
    /** Returns the text between the beginning of some markup and its end, and continues after it. */
    #readTo(end, beginning) {
        const start = this.#at + beginning;
        const found = this.#document.indexOf(end, start);
        if (found === -1)
            throw new XmlError('unexpected end of the document');
        this.#at = found + end.length;
        return this.#document.slice(start, found);
    }
    #addText(text, hasEntities) {
        const element = this.#open.at(-1);
        if (element !== undefined && element.elements === undefined) {
            element.text += hasEntities ? decodeEntities(text) : text;
        }
        else if (text.trim() !== '')
            throw new XmlError('text beside elements');
    }
    #beginElement() {
        if (this.#root !== undefined)
            throw new XmlError('more than one root');
        const [name, isEmpty] = this.#readTag();
        if (name === '__proto__')
            throw new XmlError('an element that no S3 response has');
        const parent = this.#open.at(-1);
        if (parent !== undefined && parent.elements === undefined) {
            if (parent.text.trim() !== '')
                throw new XmlError('text beside elements');
            parent.elements = {};
        }
        this.#open.push({ name, text: '', elements: undefined });
        if (isEmpty)
            this.#endElement(name);
    }
    #readTag() {
        const end = this.#document.indexOf('>', this.#at);
        const plain = this.#document.slice(this.#at + 1, Math.max(end, this.#at));
        if (namePattern.test(plain)) {
            this.#at = end + 1;
            return [plain, false];
        }
        tagPattern.lastIndex = this.#at;
        const [, name, slash] = tagPattern.exec(this.#document) ?? [];
        if (name === undefined)
            throw new XmlError('invalid or unexpected markup');
        this.#at = tagPattern.lastIndex;
        return [name, slash === '/'];
    }
    #endElement(name) {
        const element = this.#open.pop();
        if (element?.name !== name)
            throw new XmlError('unexpected end of an element');
        const parent = this.#open.at(-1)?.elements;
        const content = element.elements ?? element.text;
        if (this.#open.length === 1 && name === this.#items?.name)
            this.#items.take(content);
        else if (parent !== undefined)
            addElement(parent, name, content);
        else
            this.#root = { name, content: element.elements ?? {} };
    }
}
function addElement(parent, name, content) {
    const other = Object.hasOwn(parent, name) ? parent[name] : undefined;
    if (other === undefined)
        parent[name] = content;
    else if (Array.isArray(other))
        other.push(content);
    else
        parent[name] = [other, content];
}
const namedEntities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));
function decodeEntities(text) {
    let decoded = '';
    let at = 0;
    for (let next = text.indexOf('&'); next !== -1; next = text.indexOf('&', at)) {
        const end = text.indexOf(';', next);
        decoded += text.slice(at, next) + decodeEntity(text.slice(next + 1, Math.max(end, next)));
        at = end + 1;
    }
    return at === 0 ? text : decoded + text.slice(at);
}
function decodeEntity(name) {
    const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const decoded = namedEntities.get(name) ?? characterOf(Number(hex === undefined ? decimal : `0x${hex}`));
    if (decoded === undefined)
        throw new XmlError(`unknown entity &${name}`);
    return decoded;
}
function characterOf(code) {
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
/** Returns the schema of all elements with one name (none, one, or several), each of which contains elements. */
function xml_elements(item) {
    const list = dist/* pipe */.FsL(dist/* unknown */.L5J(), 
    // Empty elements were read as texts.
    dist/* transform */.pdi((value) => [value].flat().map((one) => (one === '' ? {} : one))), dist/* array */.YOg(item));
    return dist/* optional */.lqM(list, []);
}
/** Writes an element, whose content is XML already. */
function xml_element(name, ...content) {
    return `<${name}>${content.join('')}</${name}>`;
}
/** Escapes a text for use in an element. A carriage return would be read as a line feed. */
function escapeXml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

;// CONCATENATED MODULE: ./src/files/s3/responses.js







/** Discards a body. */
const ignored = { write: () => undefined, end: () => undefined };
/**
 * Hands a body of `size` bytes to `write`, piece by piece, each with its offset.
 *
 * @param space returns memory to read the piece at an offset into
 * @throws NetworkError if the body is longer or shorter, which indicates a broken connection
 */
function inPieces(host, size, write, space) {
    let received = 0;
    return {
        ...(space && { space: () => space(received) }),
        write: (piece) => {
            if (received + piece.length > size)
                throw wrongLength(host, size, 'more');
            write(piece, received);
            received += piece.length;
        },
        end: () => {
            if (received < size)
                throw wrongLength(host, size, 'less');
        },
    };
}
/** Fills `buffer`, like {@link inPieces}. */
function intoBuffer(host, buffer) {
    const write = (piece, offset) => {
        const isInPlace = piece.buffer === buffer.buffer && piece.byteOffset === buffer.byteOffset + offset;
        if (!isInPlace)
            buffer.set(piece, offset);
    };
    return inPieces(host, buffer.length, write, (offset) => buffer.subarray(offset, offset + MAX_SPACE));
}
/** The number of bytes read at a time: a longer read would delay others without being faster. */
const MAX_SPACE = 512 * 1024;
function wrongLength(host, size, how) {
    return new errors/* NetworkError */.Dr('connection-lost', host, `the storage sent ${how} than ${size} bytes`);
}
/** A page of a list and the text of an error stay far below this; a larger body is not read to its end. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/**
 * Collects a text, which is not the content of an object, and returns what `parse` makes of it.
 *
 * @throws NetworkError if it is larger than any such text
 */
function asText(host, parse) {
    const chunks = [];
    let bytes = 0;
    return {
        write: (chunk) => {
            bytes += chunk.byteLength;
            if (bytes > MAX_TEXT_BYTES) {
                throw new errors/* NetworkError */.Dr('connection-lost', host, `the response is larger than ${(0,format/* formatBytes */.z3)(MAX_TEXT_BYTES)}`);
            }
            chunks.push(Buffer.from(chunk));
        },
        end: () => parse(Buffer.concat(chunks).toString()),
    };
}
/** No valid line is this long; a longer one is passed on in pieces, so that it does not fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;
/**
 * Splits UTF-8 at line feeds only: other line separators may be part of a key. An unfinished last line counts as one.
 * Returns what `end` returns.
 */
function asLines(onLine, end) {
    const decoder = new TextDecoder();
    let rest = '';
    return {
        write: (chunk) => {
            const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
            rest = lines.pop() ?? '';
            lines.forEach(onLine);
            if (rest.length <= MAX_LINE_LENGTH)
                return;
            onLine(rest);
            rest = '';
        },
        end: () => {
            rest += decoder.decode();
            if (rest !== '')
                onLine(rest);
            return end();
        },
    };
}
/** Splits a body that is an iterable, like {@link asLines}. Yields the lines of each chunk. */
async function* splitLines(body) {
    let lines = [];
    const receiver = asLines((line) => lines.push(line), () => undefined);
    for await (const chunk of body) {
        receiver.write(chunk);
        yield lines;
        lines = [];
    }
    receiver.end();
    yield lines;
}
const errorSchema = dist/* object */.Ikc({
    Code: dist/* optional */.lqM(dist/* string */.YjP()),
    Message: dist/* optional */.lqM(dist/* string */.YjP()),
    RequestId: dist/* optional */.lqM(dist/* string */.YjP()),
    Region: dist/* optional */.lqM(dist/* string */.YjP()),
});
/** Reads the text of a refusal: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function readRefusal(context, text) {
    // Without a body, as in the response to HEAD, the status is used.
    if (text === '')
        return toRefusal(context, {});
    const root = tryParse(text);
    // Usually the response of a proxy in between.
    if (root?.name !== 'Error')
        return { error: invalidS3Response(context), region: undefined };
    return toRefusal(context, root.content);
}
/**
 * Reads a response that is XML.
 *
 * @param roots the names that its root can have
 * @param items the elements of a long list, which are taken one by one
 * @throws StorageRequestError if it is something else, or an error despite its status, which S3 sends if processing
 * failed after the response had begun
 */
function asXml(context, roots, schema, items) {
    return asText(context.host, (text) => {
        const found = tryParse(text, items);
        if (found?.name === 'Error')
            throw toRefusal(context, found.content).error;
        if (found === undefined || !roots.includes(found.name))
            throw invalidS3Response(context);
        const parsed = dist/* safeParse */.xLC(schema, found.content);
        if (parsed.success)
            return parsed.output;
        throw invalidS3Response(context, dist/* getDotPath */.BuJ(parsed.issues[0]));
    });
}
function tryParse(text, items) {
    try {
        return parseXml(text, items);
    }
    catch {
        return undefined;
    }
}
function toRefusal({ subject, head, now }, content) {
    const parsed = dist/* safeParse */.xLC(errorSchema, content);
    const { Code, Message, RequestId, Region } = parsed.success ? parsed.output : {};
    const { status } = head;
    const requestId = headerOf(head, 'x-amz-request-id') ?? RequestId;
    const retryAfterMs = (0,retry/* parseRetryAfter */.mu)(headerOf(head, 'retry-after'), now);
    const reason = Message || Code || `the storage responded with HTTP ${status}`;
    const error = new StorageRequestError(subject, { status, code: Code, requestId, retryAfterMs }, reason);
    return { error, region: Region };
}
function invalidS3Response({ subject, head: { status } }, where) {
    const what = 'the storage did not return a valid S3 response';
    return new StorageRequestError(subject, { status }, where ? `${what}: ${where}` : what);
}

// EXTERNAL MODULE: ../../../node_modules/@smithy/signature-v4/dist-cjs/index.js
var dist_cjs = __webpack_require__(5808);
;// CONCATENATED MODULE: ./src/files/s3/signing.js


/** The SHA-256 of no bytes, in hexadecimal. */
const EMPTY_SHA256 = (0,external_node_crypto_.hash)('sha256', '', 'hex');
/** Creates a signer for Signature Version 4. Requests credentials each time, because they can expire. */
function createSigner(credentials) {
    const signer = new dist_cjs.SignatureV4({
        service: 's3',
        region: '',
        credentials: async () => withoutUndefined(await credentials()),
        sha256: NodeSha256,
        // S3 signs the path as it is sent.
        uriEscapePath: false,
    });
    return async ({ method, url, path, query, headers, payload }, region, now) => {
        const signed = await signer.sign({
            method,
            protocol: url.protocol,
            hostname: url.hostname,
            path,
            query: { ...query },
            headers: { ...headers, host: url.host, 'x-amz-content-sha256': payload },
        }, { signingDate: now, signingRegion: region });
        return signed.headers;
    };
}
/** AWS's types distinguish an undefined field from an absent one. */
function withoutUndefined({ accessKeyId, secretAccessKey, sessionToken }) {
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
/** Node's SHA-256 in the form that the signer requires: a hash, or with a secret an HMAC. */
class NodeSha256 {
    #key;
    #data = Buffer.alloc(0);
    constructor(secret) {
        this.#key = secret === undefined ? undefined : keyOf(secret);
    }
    update(data) {
        this.#data = Buffer.concat([this.#data, bytesOf(data)]);
    }
    async digest() {
        if (this.#key === undefined)
            return (0,external_node_crypto_.hash)('sha256', this.#data, 'buffer');
        return (0,external_node_crypto_.createHmac)('sha256', this.#key).update(this.#data).digest();
    }
}
/** By their bytes. Preparing a key takes six times as long as an HMAC, and a run signs with few of them. */
const keys = new Map();
function keyOf(secret) {
    const bytes = bytesOf(secret);
    const name = bytes.toString('latin1');
    const key = keys.get(name) ?? (0,external_node_crypto_.createSecretKey)(bytes);
    keys.set(name, key);
    return key;
}
function bytesOf(data) {
    if (typeof data === 'string')
        return Buffer.from(data);
    return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
/** Percent-encodes all but RFC 3986's unreserved characters, as signatures require. */
function encodeText(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** Encodes a path, except its slashes. */
function encodePath(path) {
    // Most keys have nothing to encode, and this runs for every small file.
    if (/^[\w.~/-]*$/.test(path))
        return path;
    return path.split('/').map(encodeText).join('/');
}
/** Returns a query without the question mark, sorted by name. */
function encodeQuery(query) {
    return Object.entries(query)
        .map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`)
        .sort()
        .join('&');
}

;// CONCATENATED MODULE: ./src/files/s3/transport.js








/**
 * Sends signed requests, one attempt each. Derives from refusals the bucket's region, the clock offset, and whether
 * bodies must carry their MD5. Resends a request once if it was refused for such a reason.
 */
class Transport {
    /** The service's host name, for messages. */
    host;
    #options;
    #sign;
    /** The regions of buckets outside the configured region. */
    #regions = new Map();
    /** By bucket and region, because parsing a URL is slow compared with a small file. */
    #urls = new Map();
    /** Whether bodies must carry their MD5. It takes twice as long as SHA-256, and most buckets do not require it. */
    #wantsMd5 = false;
    /** The offset of the storage's clock from this machine's, in milliseconds; positive if ahead. */
    #clockOffsetMs = 0;
    constructor(options) {
        this.#options = options;
        this.#sign = createSigner(options.credentials);
        this.host = serviceUrl(options.endpoint?.url, options.region).host;
    }
    /**
     * Sends a request and returns what the receiver makes of the response.
     *
     * @throws StorageRequestError, whatever the receiver throws, or the signal's reason
     */
    async send(request, signal, receive) {
        const lesson = { isLearned: false };
        try {
            return await this.#attempt(request, signal, receive, lesson);
        }
        catch (error) {
            if (!lesson.isLearned)
                throw error;
        }
        return this.#attempt(request, signal, receive, lesson);
    }
    async #attempt(request, signal, receive, lesson) {
        const region = this.#regions.get(request.bucket) ?? this.#options.region;
        const hasMd5 = this.#wantsMd5;
        const outgoing = await this.#prepare(request, region);
        try {
            return await exchange(this.#options.connections, outgoing, signal, (head) => head.status < 300 ? receive(head) : this.#refusal(request, { region, hasMd5 }, head, lesson));
        }
        catch (error) {
            if (!(error instanceof errors/* NetworkError */.Dr))
                throw error;
            const endpoint = this.#options.endpoint?.source;
            throw new StorageRequestError(request, { endpoint }, error.explanation, { cause: error });
        }
    }
    async #prepare(request, region) {
        const { method, target } = operations[request.operation];
        const url = target === 'service' ? this.#serviceUrl(region) : this.#bucketUrl(region, request.bucket);
        const below = target === 'object' ? `/${encodePath(request.key)}` : '';
        const path = `${url.pathname.replace(/\/$/, '')}${below}` || '/';
        const { body, query = {} } = request;
        const payload = digestOf(request);
        const now = new Date(this.#options.retryContext.clock.now() + this.#clockOffsetMs);
        const headers = await this.#sign({ method, url, path, query, headers: this.#headersOf(request), payload }, region, now);
        headers['user-agent'] = 'paperspace-dataset-action';
        if (body !== undefined)
            headers['content-length'] = String(body.byteLength);
        const search = encodeQuery(query);
        return {
            origin: url.origin,
            path: search === '' ? path : `${path}?${search}`,
            method,
            headers,
            body,
            responseTimeoutMs: request.responseTimeoutMs,
        };
    }
    #headersOf({ headers = {}, body }) {
        return this.#wantsMd5 && body !== undefined ? { 'content-md5': (0,external_node_crypto_.hash)('md5', body, 'base64'), ...headers } : headers;
    }
    #serviceUrl(region) {
        return serviceUrl(this.#options.endpoint?.url, region);
    }
    #bucketUrl(region, bucket) {
        const name = `${region}/${bucket}`;
        const url = this.#urls.get(name) ?? bucketUrl(this.#options.endpoint?.url, region, bucket);
        this.#urls.set(name, url);
        return url;
    }
    #refusal(subject, sent, head, lesson) {
        return asText(this.host, (text) => {
            const now = this.#options.retryContext.clock.now();
            const { error, region: named } = readRefusal({ subject, head, host: this.host, now }, text);
            lesson.isLearned =
                this.#learnTime(error, head) || this.#learnRegion(subject, sent, head, named) || this.#learnMd5(error, sent);
            throw error;
        });
    }
    #learnTime({ code }, head) {
        const time = Date.parse(headerOf(head, 'date') ?? '');
        if (code !== 'RequestTimeTooSkewed' || Number.isNaN(time))
            return false;
        const { clock, log } = this.#options.retryContext;
        this.#clockOffsetMs = time - clock.now();
        log.info(`This machine's clock is ${(0,format/* formatDuration */.a3)(Math.abs(this.#clockOffsetMs))} off; using the storage's clock`);
        return true;
    }
    /**
     * Records that the bucket requires an MD5, as one with Object Lock does: only the refusal's message shows it.
     * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
     */
    #learnMd5({ status, reason }, { hasMd5 }) {
        if (hasMd5 || status !== 400 || !/content-md5/i.test(reason))
            return false;
        this.#wantsMd5 = true;
        return true;
    }
    /** Takes only a region from a response: the host is derived from it by the usual rules. */
    #learnRegion({ bucket }, { region: used }, head, inBody) {
        const named = headerOf(head, 'x-amz-bucket-region') ?? inBody;
        if (named === undefined || named === used || !isRegion(named) || ![301, 307, 400].includes(head.status))
            return false;
        // The credentials of one partition are unknown in the others.
        if (this.#options.endpoint === undefined && partitionOf(named) !== partitionOf(used))
            return false;
        if (this.#regions.get(bucket) !== named) {
            this.#options.retryContext.log.info(`The bucket ${bucket} is in the region ${named}, not ${used}`);
        }
        this.#regions.set(bucket, named);
        return true;
    }
}
/** Returns the SHA-256 of the body, which is signed, so that the storage rejects a body damaged in transit. */
function digestOf({ body, sha256 }) {
    return sha256 ?? (body === undefined ? EMPTY_SHA256 : (0,external_node_crypto_.hash)('sha256', body, 'hex'));
}

;// CONCATENATED MODULE: ./src/files/s3/client.js








/**
 * Creates a client for one service. Sends nothing yet.
 *
 * @throws StorageSettingsError naming the variables that usually hold what is missing
 */
function openStorage({ connections, retryContext, concurrency, ...options }) {
    const { endpoint } = options;
    // Most S3-compatible services ignore the region; the others return the required one.
    const region = options.region || (endpoint === undefined ? undefined : 'us-east-1');
    const missing = [...missingKeys(options.credentials), ...(region === undefined ? ['AWS_REGION'] : [])];
    const credentials = toSource(options.credentials);
    if (credentials === undefined || region === undefined)
        throw new StorageSettingsError(missing);
    if (!isRegion(region))
        throw new RegionError(region);
    const transport = new Transport({ connections, credentials, endpoint, region, retryContext });
    const limit = new net_concurrency/* ConcurrencyLimit */.DM(concurrency, retryContext.clock);
    return { transport, retryContext: { ...retryContext, onOverload: () => limit.noteOverload() }, limit };
}
function toSource(credentials) {
    if (typeof credentials === 'function')
        return credentials;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    if (!accessKeyId || !secretAccessKey)
        return undefined;
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    return async () => keys;
}
/** Returns the names of the variables that usually hold what is missing. */
function missingKeys(credentials) {
    if (typeof credentials === 'function')
        return [];
    const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
    return Object.entries(keys).flatMap(([name, value]) => (value ? [] : [name]));
}
/** Returns the same storage, whose requests end as soon as `signal` aborts. */
function withSignal(storage, signal) {
    return { ...storage, retryContext: { ...storage.retryContext, signal } };
}
/**
 * Sends a request until it succeeds or fails for good, and returns what the receiver makes of the response. `receive`
 * is called once for each response that is not an error.
 *
 * @throws StorageRequestError with the storage's message, or with a `NetworkError` as its cause
 * @throws the signal's reason once it aborted
 */
function send({ transport, retryContext }, request, receive) {
    return (0,retry/* withRetry */.bD)(describeRequest(request), retryContext, () => transport.send(request, retryContext.signal, receive), createRetryDecider());
}
/**
 * Sends a request whose response is XML with one of the roots, and returns its content.
 *
 * @param beginItems is called for each attempt, if elements are taken one by one
 */
function sendForXml(storage, request, roots, schema, beginItems = () => undefined) {
    const { transport, retryContext } = storage;
    return send(storage, request, (head) => {
        const context = { subject: request, head, host: transport.host, now: retryContext.clock.now() };
        return asXml(context, roots, schema, beginItems());
    });
}
/** Temporary error codes of S3, some with a status that suggests otherwise (RequestTimeout is a 400). */
const temporaryCodes = new Set([
    'SlowDown',
    'RequestTimeout',
    'InternalError',
    'ServiceUnavailable',
    'OperationAborted',
    'IncompleteBody',
    'ThrottlingException',
    'RequestLimitExceeded',
]);
/** Errors after data was damaged in transit: retried once. */
const damageCodes = new Set(['BadDigest', 'XAmzContentSHA256Mismatch']);
function createRetryDecider() {
    let damagedBefore = false;
    return (error) => {
        if (!(error instanceof StorageRequestError))
            return { kind: 'give-up' };
        const { cause, code = '', reason, retryAfterMs, status } = error;
        if (cause instanceof errors/* NetworkError */.Dr) {
            return { kind: 'retry', cause: `${reason} (${cause.kind})`, isOverload: cause.isTimeout };
        }
        const isOverload = code === 'SlowDown' || (0,retry/* isOverloadStatus */.zp)(status);
        const again = {
            kind: 'retry',
            cause: `${reason} (HTTP ${status}, ${code})`,
            retryAfterMs,
            isOverload,
        };
        if (temporaryCodes.has(code) || (status !== undefined && (0,retry/* isRetryableStatus */.PS)(status)))
            return again;
        if (!damageCodes.has(code) || damagedBefore)
            return { kind: 'give-up' };
        damagedBefore = true;
        return again;
    };
}
/**
 * Sends one signed request to verify that the storage can be used with these settings. Call it before creating anything
 * that would otherwise be left behind.
 *
 * With a folder (of any version of the dataset, such as the newest committed one) it asks for one key there, which
 * needs the bucket and the permission to list it. Without, no bucket is known: it asks for the list of buckets, which
 * verifies the endpoint and the keys. `AccessDenied` is not a failure: it shows that the storage recognizes the keys.
 * Their permissions are tested when the first file is sent.
 *
 * @throws StorageRequestError
 */
async function checkAccess(storage, folder) {
    if (folder !== undefined) {
        const { bucket, prefix } = folder;
        const query = { 'list-type': '2', prefix, 'max-keys': '1' };
        return send(storage, { operation: 'ListObjectsV2', bucket, key: prefix, query }, () => ignored);
    }
    try {
        await send(storage, { operation: 'ListBuckets', bucket: '', key: '' }, () => ignored);
    }
    catch (error) {
        if (!(error instanceof StorageRequestError) || error.code !== 'AccessDenied')
            throw error;
    }
}

;// CONCATENATED MODULE: ./src/files/s3/listing.js








const flag = dist/* pipe */.FsL(dist/* optional */.lqM(dist/* string */.YjP(), 'false'), dist/* transform */.pdi((text) => text === 'true'));
const listing_count = dist/* pipe */.FsL(dist/* optional */.lqM(dist/* string */.YjP(), '0'), dist/* transform */.pdi(Number), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
const pageSchema = dist/* object */.Ikc({
    EncodingType: dist/* optional */.lqM(dist/* string */.YjP()),
    IsTruncated: flag,
    NextContinuationToken: dist/* optional */.lqM(dist/* string */.YjP()),
    CommonPrefixes: xml_elements(dist/* object */.Ikc({ Prefix: dist/* string */.YjP() })),
});
const contentsSchema = dist/* object */.Ikc({
    Key: dist/* string */.YjP(),
    Size: listing_count,
    ETag: dist/* optional */.lqM(dist/* string */.YjP(), ''),
    LastModified: dist/* optional */.lqM(dist/* string */.YjP(), ''),
});
/**
 * Lists the objects of a folder, in the storage's order, a page of up to 1,000 objects at a time. Empty objects whose
 * key ends in `/` are left out: some tools create them as folder placeholders. Keys are relative to the folder.
 *
 * @param within a folder inside it, to list alone: empty, or ending in `/`
 * @param boundaries make the list faster
 * @throws OrderError if the storage does not list the boundaries in order
 * @throws StorageRequestError
 */
async function* listObjects(storage, folder, within = '', boundaries) {
    for await (const { objects } of listPages(storage, folder, { prefix: folder.prefix + within }, boundaries)) {
        const files = [];
        for (const { key, size, etag } of objects) {
            if (size > 0 || (key !== '' && !key.endsWith('/')))
                files.push({ key, size, etag });
        }
        yield files;
    }
}
/**
 * Lists the names of the folders right under a prefix, without the slash at their end.
 *
 * @throws StorageRequestError
 */
async function* listFolders(storage, folder) {
    for await (const { folders } of listPages(storage, folder, { delimiter: '/' }))
        yield* folders;
}
/** More segments at the same time are hardly faster, and each keeps a page in memory. */
const MAX_SEGMENTS = 4;
async function* segmentsBetween(boundaries) {
    let start;
    do {
        const end = boundaries.next().then(({ done, value }) => (done === true ? undefined : value));
        // Not every reader of a segment awaits its end.
        end.catch(() => undefined);
        yield { start, end };
        start = await end;
    } while (start !== undefined);
}
/**
 * Lists every object of a folder with its time, including folder placeholders.
 *
 * @param query restricts the list
 * @throws OrderError, StorageRequestError, like {@link listObjects}
 */
async function* listPages(storage, folder, query = {}, boundaries = noBatches()) {
    const { limit, retryContext } = storage;
    const max = () => Math.min(MAX_SEGMENTS, limit.current);
    const read = (segment, signal) => readSegment(folder, segment, (more) => fetchPage(withSignal(storage, signal), folder, { ...query, ...more }));
    for await (const page of (0,net_concurrency/* inTurn */.lo)(retryContext.signal, segmentsBetween(boundaries), max, read)) {
        yield page;
        // Nothing is stored after it, even if more keys are known.
        if (page.next === undefined)
            return;
    }
}
/** Reads the pages of a segment. If the key at its end is not stored, these are all further pages of the list. */
async function* readSegment(folder, { start, end }, fetch) {
    const seen = new Set();
    let page = await (start === undefined ? fetch({}) : fetchAfter(folder, start, fetch));
    while (page.next !== undefined) {
        const last = await end;
        const length = page.objects.findLastIndex(({ key }) => key === last?.key) + 1;
        yield length === 0 ? page : { ...page, objects: page.objects.slice(0, length) };
        if (length > 0)
            return;
        if (seen.has(page.next))
            throw repeatedPage('ListObjectsV2', folder);
        seen.add(page.next);
        page = await fetch({ 'continuation-token': page.next });
    }
    yield page;
}
/**
 * Fetches the first page of a segment. The boundary's key must be on it: that proves that the page continues where the
 * segment before ends. A storage may ignore `start-after`, misread it, or refuse it, as directory buckets of S3 do.
 */
async function fetchAfter({ prefix }, { key, previous }, fetch) {
    const page = await fetch({ 'start-after': prefix + previous }).catch((error) => {
        const isRefused = error instanceof StorageRequestError && (error.status === 400 || error.status === 501);
        throw isRefused ? new OrderError(error.message) : error;
    });
    const position = page.objects.findIndex((object) => object.key === key) + 1;
    if (position > 0)
        return { ...page, objects: page.objects.slice(position) };
    throw new OrderError(`the storage does not list ${JSON.stringify(key)} after ${JSON.stringify(previous)}`);
}
async function fetchPage(storage, { bucket, prefix }, more) {
    // Without the encoding, keys with control characters would make the response invalid XML.
    const query = { 'list-type': '2', prefix, 'encoding-type': 'url', ...more };
    const request = { operation: 'ListObjectsV2', bucket, key: query.prefix, query };
    let contents = [];
    const beginContents = () => {
        contents = [];
        return { name: 'Contents', take: (content) => void contents.push(dist/* parse */.qgA(contentsSchema, content)) };
    };
    const page = await sendForXml(storage, request, ['ListBucketResult'], pageSchema, beginContents);
    const nameOf = (listed) => {
        const key = decodeKey(listed, page.EncodingType);
        if (key.startsWith(query.prefix))
            return key.slice(prefix.length);
        const reason = `the storage listed ${JSON.stringify(key)}, which does not begin with the prefix`;
        throw new StorageRequestError(request, {}, reason);
    };
    const objects = contents.map(({ Key, Size, ETag, LastModified }) => ({
        key: copyOf(nameOf(Key)),
        size: Size,
        etag: bareEtag(ETag),
        modifiedMs: Date.parse(LastModified),
    }));
    const folders = page.CommonPrefixes.map(({ Prefix }) => copyOf(nameOf(Prefix).replace(/\/$/, '')));
    return { objects, folders, next: page.IsTruncated ? copyOf(page.NextContinuationToken ?? '') : undefined };
}
/** Returns a key as a list has it. The encoding `url`, if the storage reports it, is that of forms. */
function decodeKey(key, encoding) {
    if (encoding !== 'url')
        return key;
    try {
        return decodeURIComponent(key.replaceAll('+', '%20'));
    }
    catch {
        // The storage reports the encoding but does not apply it.
        return key;
    }
}
/** A service without support for such uploads treats the request as a list of the objects. */
const uploadsRoots = ['ListMultipartUploadsResult', 'ListBucketResult'];
const uploadsSchema = dist/* object */.Ikc({
    EncodingType: dist/* optional */.lqM(dist/* string */.YjP()),
    IsTruncated: flag,
    NextKeyMarker: dist/* optional */.lqM(dist/* string */.YjP()),
    NextUploadIdMarker: dist/* optional */.lqM(dist/* string */.YjP(), ''),
    Upload: xml_elements(dist/* object */.Ikc({ Key: dist/* string */.YjP(), UploadId: dist/* string */.YjP() })),
});
/**
 * Lists the multipart uploads under `prefix` that were begun and neither completed nor aborted.
 *
 * @throws StorageRequestError
 */
async function listUploads(storage, bucket, prefix) {
    const found = [];
    let markers = {};
    for (;;) {
        const query = { uploads: '', prefix, 'encoding-type': 'url', ...markers };
        const request = { operation: 'ListMultipartUploads', bucket, key: prefix, query };
        const page = await sendForXml(storage, request, uploadsRoots, uploadsSchema);
        found.push(...page.Upload.map(({ Key, UploadId }) => ({ key: decodeKey(Key, page.EncodingType), id: UploadId })));
        if (!page.IsTruncated || page.NextKeyMarker === undefined)
            return found;
        const next = {
            'key-marker': decodeKey(page.NextKeyMarker, page.EncodingType),
            'upload-id-marker': page.NextUploadIdMarker,
        };
        if (JSON.stringify(next) === JSON.stringify(markers))
            throw repeatedPage(request.operation, { bucket, prefix });
        markers = next;
    }
}
function repeatedPage(operation, { bucket, prefix }) {
    const reason = 'the storage returned the same page of the list twice';
    return new StorageRequestError({ operation, bucket, key: prefix }, {}, reason);
}

;// CONCATENATED MODULE: ./src/files/s3/objects.js








/**
 * Writes an object and returns its ETag without quotes.
 *
 * @throws StorageRequestError
 */
function putObject(storage, place, content) {
    return putContent(storage, { operation: 'PutObject', ...place }, content);
}
/** Sends bytes, whose SHA-256 is signed, so that the storage rejects data damaged in transit. Returns their ETag. */
function putContent(storage, subject, { body, sha256 }) {
    const headers = { 'content-type': 'application/octet-stream' };
    return send(storage, { ...subject, headers, body, sha256 }, (head) => ({
        write: ignored.write,
        end: () => bareEtag(headerOf(head, 'etag')),
    }));
}
/**
 * Reads an object, or the part of it that begins at `start`, into `buffer`, provided that it still has its ETag.
 *
 * @throws StorageRequestError
 */
function getObject(storage, place, extent, buffer) {
    return get(storage, place, { ...extent, size: buffer.length }, () => intoBuffer(storage.transport.host, buffer));
}
/**
 * Like {@link getObject}, but hands the content to `write`, piece by piece, each with its offset in the extent. After a
 * failure, it begins again.
 */
function streamObject(storage, place, extent, write) {
    return get(storage, place, extent, () => inPieces(storage.transport.host, extent.size, write));
}
function get(storage, place, { etag, start, size }, receive) {
    const headers = {
        ...(etag === '' ? {} : { 'if-match': `"${etag}"` }),
        ...(start === undefined ? {} : { range: `bytes=${start}-${start + size - 1}` }),
    };
    const subject = { operation: 'GetObject', ...place };
    return send(storage, { ...subject, headers }, (head) => {
        if (start === undefined || isRange(head, start, size))
            return receive(head);
        throw new StorageRequestError(subject, { status: head.status }, 'the storage did not return the requested range');
    });
}
/** Returns whether a response can have the requested range. Some servers return 200 if that is the complete object. */
function isRange(head, start, size) {
    const range = headerOf(head, 'content-range');
    return range === undefined ? start === 0 : range.startsWith(`bytes ${start}-${start + size - 1}/`);
}
/**
 * Looks up an object without reading it.
 *
 * @throws StorageRequestError
 */
function headObject(storage, place) {
    return send(storage, { operation: 'HeadObject', ...place }, (head) => ({
        write: ignored.write,
        end: () => {
            const length = headerOf(head, 'content-length');
            return {
                size: length === undefined ? undefined : Number(length),
                etag: bareEtag(headerOf(head, 'etag')),
                uploadMark: headerOf(head, UPLOAD_MARK_HEADER),
            };
        },
    }));
}
/** Metadata of an object that identifies its upload. */
const UPLOAD_MARK_HEADER = 'x-amz-meta-upload';
const copySchema = dist/* object */.Ikc({ ETag: dist/* optional */.lqM(dist/* string */.YjP(), '') });
/**
 * Copies an object of at most 5 GiB inside the storage and returns the copy's ETag, empty if the storage returns none.
 *
 * @throws StorageRequestError, with the status 412 if the source has changed
 */
async function copyObject(storage, source, target) {
    const request = {
        operation: 'CopyObject',
        ...target,
        headers: copyHeaders(source),
        responseTimeoutMs: responseTimeoutFor(source.size),
    };
    const { ETag } = await sendForXml(storage, request, ['CopyObjectResult'], copySchema);
    return bareEtag(ETag);
}
/** Returns the headers that name the source of a copy, and the condition on it. */
function copyHeaders({ bucket, key, etag }) {
    return {
        'x-amz-copy-source': `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/'),
        ...(etag === '' ? {} : { 'x-amz-copy-source-if-match': `"${etag}"` }),
    };
}
/**
 * Returns the response timeout for a request in which the storage itself processes this many bytes, in milliseconds.
 */
function responseTimeoutFor(size) {
    const slowestBytesPerMs = 16 * 1024;
    return 60_000 + Math.ceil(size / slowestBytesPerMs);
}
/**
 * Deletes an object; a missing one counts as deleted.
 *
 * @throws StorageRequestError
 */
function deleteObject(storage, place) {
    return send(storage, { operation: 'DeleteObject', ...place }, () => ignored);
}
const objects_text = dist/* optional */.lqM(dist/* string */.YjP(), '');
const deletedSchema = dist/* object */.Ikc({ Error: xml_elements(dist/* object */.Ikc({ Key: objects_text, Code: objects_text, Message: objects_text })) });
/**
 * Deletes up to 1,000 objects in one request and returns those that the storage kept.
 *
 * @param keys full keys, without characters that XML cannot contain
 * @param prefix their common prefix, for messages
 * @throws StorageRequestError
 */
async function deleteBatch(storage, bucket, prefix, keys) {
    const objects = keys.map((key) => xml_element('Object', xml_element('Key', escapeXml(key))));
    const body = Buffer.from(xml_element('Delete', xml_element('Quiet', 'true'), ...objects));
    const request = {
        operation: 'DeleteObjects',
        bucket,
        key: prefix,
        query: { delete: '' },
        // S3 requires a checksum here, and this is the one that all S3-compatible services support.
        headers: { 'content-md5': (0,external_node_crypto_.hash)('md5', body, 'base64'), 'content-type': 'application/xml' },
        body,
    };
    const { Error: kept } = await sendForXml(storage, request, ['DeleteResult'], deletedSchema);
    return kept.map(({ Key, Code, Message }) => ({ key: Key, code: Code, message: Message }));
}

;// CONCATENATED MODULE: ./src/files/s3/multipart.js











/**
 * Writes one object in parts and returns its ETag. If that fails, the upload is aborted, because the storage would
 * otherwise keep and bill the invisible parts.
 *
 * @param sendParts returns the parts, in any order
 * @throws whatever `sendParts` throws, StorageRequestError, or the signal's reason
 */
async function writeInParts(storage, signal, target, sendParts) {
    const inner = withSignal(storage, signal);
    const upload = await begin(inner, target);
    try {
        return await complete(inner, upload, await sendParts(upload, inner));
    }
    catch (error) {
        await abortUpload(storage, target, upload.id);
        throw error;
    }
}
/**
 * Uploads a part.
 *
 * @throws StorageRequestError
 */
async function uploadPart(storage, { target: { bucket, key }, id }, { number }, content) {
    const query = { partNumber: String(number), uploadId: id };
    const subject = { operation: 'UploadPart', bucket, key, query };
    const etag = await putContent(storage, subject, content);
    if (etag === '')
        throw new StorageRequestError(subject, {}, 'the storage accepted a part without returning its ETag');
    return { number, etag };
}
const copiedPartSchema = dist/* object */.Ikc({ ETag: dist/* optional */.lqM(dist/* string */.YjP(), '') });
/**
 * Copies a part of an object inside the storage.
 *
 * @throws StorageRequestError, with the status 412 if the source has changed
 */
async function copyPart(storage, source, { target: { bucket, key }, id }, { number, start, size }) {
    const request = {
        operation: 'UploadPartCopy',
        bucket,
        key,
        query: { partNumber: String(number), uploadId: id },
        headers: { ...copyHeaders(source), 'x-amz-copy-source-range': `bytes=${start}-${start + size - 1}` },
        responseTimeoutMs: responseTimeoutFor(size),
    };
    const { ETag } = await sendForXml(storage, request, ['CopyPartResult'], copiedPartSchema);
    const etag = bareEtag(ETag);
    if (etag === '')
        throw new StorageRequestError(request, {}, 'the storage copied a part without returning its ETag');
    return { number, etag };
}
/** Aborts an upload if possible; a failure only causes a warning, because it must not hide the original error. */
async function abortUpload(storage, { bucket, key }, id) {
    const request = { operation: 'AbortMultipartUpload', bucket, key, query: { uploadId: id } };
    try {
        await send(storage, request, () => ignored);
    }
    catch (error) {
        storage.retryContext.log.warning(`The unfinished upload of s3://${bucket}/${key} could not be aborted: ${Error.isError(error) ? error.message : String(error)}`);
    }
}
/**
 * Aborts abandoned uploads under a prefix, which would otherwise be stored and billed indefinitely: those of an earlier
 * attempt, and those whose creation got no response. Call this after the step's own uploads are complete. Logs a
 * warning if the credentials or the storage do not allow listing them.
 *
 * @param ours whether an upload to this key (relative to the prefix) can only belong to this step
 */
async function abortStaleUploads(storage, { bucket, prefix }, ours) {
    const { log, signal } = storage.retryContext;
    try {
        const stale = (await listUploads(storage, bucket, prefix)).filter(({ key }) => ours(key.slice(prefix.length)));
        if (stale.length > 0)
            log.info(`Aborting ${(0,format/* formatCount */.B4)(stale.length, 'unfinished upload')} from earlier runs`);
        await (0,net_concurrency/* forEachConcurrently */.DW)(stale, storage.limit, signal, ({ key, id }, inner) => abortUpload(withSignal(storage, inner), { bucket, key }, id));
    }
    catch (error) {
        // An invalid response does not mean a missing permission.
        if (!(error instanceof StorageRequestError) || error.status === 200)
            throw error;
        log.warning(`Unfinished uploads could not be listed or aborted: ${error.message}`);
    }
}
const begunSchema = dist/* object */.Ikc({ UploadId: dist/* optional */.lqM(dist/* string */.YjP(), '') });
async function begin(storage, target) {
    const { bucket, key } = target;
    const mark = (0,external_node_crypto_.randomUUID)();
    const headers = { [UPLOAD_MARK_HEADER]: mark, 'content-type': 'application/octet-stream' };
    const request = { operation: 'CreateMultipartUpload', bucket, key, query: { uploads: '' }, headers };
    const { UploadId: id } = await sendForXml(storage, request, ['InitiateMultipartUploadResult'], begunSchema);
    if (id === '')
        throw new StorageRequestError(request, {}, 'the storage started an upload without returning its ID');
    return { target, id, mark };
}
const completedSchema = dist/* object */.Ikc({ ETag: dist/* optional */.lqM(dist/* string */.YjP(), '') });
async function complete(storage, upload, parts) {
    const { bucket, key, size } = upload.target;
    const sorted = parts.toSorted((a, b) => a.number - b.number);
    const listed = sorted.map(({ number, etag }) => xml_element('Part', xml_element('PartNumber', String(number)), xml_element('ETag', `&quot;${etag}&quot;`)));
    const request = {
        operation: 'CompleteMultipartUpload',
        bucket,
        key,
        query: { uploadId: upload.id },
        headers: { 'content-type': 'application/xml' },
        body: Buffer.from(xml_element('CompleteMultipartUpload', ...listed)),
        responseTimeoutMs: responseTimeoutFor(size),
    };
    try {
        const { ETag } = await sendForXml(storage, request, ['CompleteMultipartUploadResult'], completedSchema);
        return bareEtag(ETag);
    }
    catch (error) {
        // The response to an earlier attempt may have been lost: the upload is then complete, and no longer known.
        const unknown = error instanceof StorageRequestError && error.code === 'NoSuchUpload';
        const etag = unknown ? await etagIfComplete(storage, upload) : undefined;
        if (etag === undefined)
            throw error;
        return etag;
    }
}
async function etagIfComplete(storage, { target, mark }) {
    const { size, etag, uploadMark } = await headObject(storage, { bucket: target.bucket, key: target.key });
    return uploadMark === mark && size === target.size ? etag : undefined;
}
/**
 * Writes a text in encoded pieces: a long one in the smallest parts, of which only one is in memory at a time.
 *
 * @param buffer of the size of the smallest part; can be used again afterwards
 * @throws StorageRequestError
 */
async function putText(storage, place, text, buffer = Buffer.allocUnsafeSlow(MIN_PART_SIZE)) {
    let size = 0;
    for (const { length } of text())
        size += length;
    const bodies = size === 0 ? [Buffer.alloc(0)] : joinPieces(text(), buffer);
    if (size <= MIN_PART_SIZE) {
        for (const body of bodies)
            await putObject(storage, place, { body });
        return;
    }
    await writeInParts(storage, storage.retryContext.signal, { ...place, size }, async (upload, inner) => {
        const finished = [];
        for (const body of bodies)
            finished.push(await uploadPart(inner, upload, { number: finished.length + 1 }, { body }));
        return finished;
    });
}
/** Joins pieces until they fill the buffer. Each result is only valid until the next. */
function* joinPieces(pieces, buffer) {
    let filled = 0;
    for (let piece of pieces) {
        while (filled + piece.length >= buffer.length) {
            const fits = buffer.length - filled;
            buffer.set(piece.subarray(0, fits), filled);
            yield buffer;
            filled = 0;
            piece = piece.subarray(fits);
        }
        buffer.set(piece, filled);
        filled += piece.length;
    }
    if (filled > 0)
        yield buffer.subarray(0, filled);
}

;// CONCATENATED MODULE: ./src/files/version-files.js









/**
 * Lists the files of a version, by default all, sorted by key. Keys are relative to the version's folder of files and
 * include the destination.
 *
 * @throws StorageRequestError
 */
async function listFiles(storage, location, { destination = '', filter = () => true } = {}) {
    const found = [];
    for await (const objects of listObjects(storage, location, folderPrefix(destination))) {
        found.push(...objects.filter(({ key }) => filter(key)));
    }
    return sortByKey(found);
}
/** S3's limit on the keys in one DeleteObjects request. */
const MAX_KEYS = 1000;
/**
 * Deletes files of a draft, up to 1,000 per request; missing files count as deleted.
 *
 * @param keys relative to the version's folder of files
 * @throws DeletionError with all files that the storage kept
 * @throws StorageRequestError
 */
async function deleteFiles(storage, location, keys) {
    const { limit, retryContext } = storage;
    const failures = [];
    await (0,net_concurrency/* forEachConcurrently */.DW)(requestsFor(keys), limit, retryContext.signal, (batch, signal) => limit.track(async () => {
        failures.push(...(await deleteKeys(withSignal(storage, signal), location, batch)));
    }));
    if (failures.length > 0)
        throw new DeletionError(failures);
}
/** XML cannot contain control characters: keys with them are deleted one by one, in the request's path. */
function* requestsFor(keys) {
    const special = (key) => /[\p{Cc}\ufffe\uffff]/u.test(key);
    const plain = keys.filter((key) => !special(key));
    yield* batchesOf(plain, MAX_KEYS);
    for (const key of keys.filter(special))
        yield [key];
}
async function deleteKeys(storage, { bucket, prefix }, keys) {
    const [only] = keys;
    if (keys.length === 1 && only !== undefined) {
        await deleteObject(storage, { bucket, key: prefix + only });
        return [];
    }
    const whole = keys.map((key) => prefix + key);
    const kept = await deleteBatch(storage, bucket, prefix, whole);
    return kept.map((failure) => ({ ...failure, key: failure.key.slice(prefix.length) }));
}
/**
 * Measures a folder. Counts every object, including folder placeholders and the manifest.
 *
 * @throws StorageRequestError
 */
async function measureFolder(storage, folder) {
    const total = { files: 0, bytes: 0, newestMs: Number.NEGATIVE_INFINITY };
    for await (const { objects } of listPages(storage, folder)) {
        for (const { size, modifiedMs } of objects) {
            total.files += 1;
            total.bytes += size;
            total.newestMs = Math.max(total.newestMs, modifiedMs);
        }
    }
    return total;
}
/** The maximum number of times that a folder is listed until it is empty, in case another process is writing to it. */
const MAX_ROUNDS = 3;
/**
 * Deletes every object of a folder and aborts the uploads into it. Returns what was deleted.
 *
 * @throws DeletionError with the objects that the storage kept
 * @throws StorageRequestError
 */
async function deleteFolder(storage, folder) {
    const { limit, retryContext } = storage;
    const total = { files: 0, bytes: 0 };
    await abortStaleUploads(storage, folder, () => true);
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
        const before = total.files;
        await (0,net_concurrency/* forEachConcurrently */.DW)(listPages(storage, folder), limit, retryContext.signal, async ({ objects }, signal) => {
            const { files, bytes } = measure(objects);
            total.files += files;
            total.bytes += bytes;
            const keys = objects.map(({ key }) => key);
            await deleteFiles(withSignal(storage, signal), folder, keys);
        });
        if (total.files === before)
            break;
    }
    return total;
}

;// CONCATENATED MODULE: ./src/files/stored-manifest.js
/** The manifest next to a version's files: what it has, how it is written, and the parts that jobs leave of it. */











const stored_manifest_count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
const entrySchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* object */.Ikc({
    key: dist/* string */.YjP(),
    size: stored_manifest_count,
    sha256: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{64}$/)),
    etag: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* nonEmpty */.hq()),
}));
/** The first line of a manifest that has an entry for every file of the version. */
const totalSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* strictObject */.rej({ files: stored_manifest_count, bytes: stored_manifest_count }));
/** The number of bytes that always contain the line of the total. */
const TOTAL_BYTES = 64;
/** The number of bytes of a manifest that are read at a time. */
const RANGE = 1024 * 1024;
/** The number of bytes that are parsed at a time, so that few entries are in memory at once. */
const PIECE = 64 * 1024;
/** The number of ranges that are read at the same time. */
const MAX_RANGES = 4;
/** A manifest that is stored next to a version's files, read in the order of its keys. */
class StoredManifest {
    #storage;
    #place;
    #object;
    #hasParts;
    #isBroken = false;
    constructor(storage, place, object, hasParts) {
        this.#storage = storage;
        this.#place = place;
        this.#object = object;
        this.#hasParts = hasParts;
    }
    /** Finds the manifest of a version; undefined if there is none. */
    static async find(storage, { bucket, manifestKey }) {
        const found = await listFiles(storage, { bucket, prefix: manifestKey.replace(/jsonl$/, '') });
        const object = found.find(({ key }) => key === 'jsonl');
        if (object === undefined)
            return undefined;
        const hasParts = found.some(({ key }) => key.startsWith('d/'));
        return new StoredManifest(storage, { bucket, key: manifestKey }, object, hasParts);
    }
    /** Whether {@link entries} met an invalid line, or not as many entries as the first line says. */
    get isBroken() {
        return this.#isBroken;
    }
    /**
     * Returns whether the manifest had an entry for every file of the version when it was written, and no job has added
     * files since.
     *
     * @throws StorageRequestError
     */
    async isComplete() {
        const { size, etag } = this.#object;
        if (size === 0 || this.#hasParts)
            return false;
        const beginning = Buffer.alloc(Math.min(size, TOTAL_BYTES));
        await getObject(this.#storage, this.#place, { etag, start: 0 }, beginning);
        const [line] = beginning.toString().split('\n');
        return dist.is(totalSchema, line);
    }
    /**
     * Reads the entries, 1 MiB at a time. A line that is invalid or out of order ends them, by default with a warning:
     * the files from there on are compared by size and ETag only.
     *
     * @throws ManifestError if it is invalid, on request
     * @throws StorageRequestError if it cannot be read, or was replaced meanwhile
     */
    async *entries(ifInvalid = 'warn') {
        const isValid = yield* parseEntries(splitLines(readRanges(this.#storage, this.#place, this.#object)));
        this.#isBroken = !isValid;
        if (!this.#isBroken)
            return;
        const url = `s3://${this.#place.bucket}/${this.#place.key}`;
        if (ifInvalid === 'throw')
            throw new ManifestError(url);
        this.#storage.retryContext.log.warning(`The manifest ${url} is invalid or incomplete. Anything after the first invalid line was ignored`);
    }
}
/**
 * Yields the entries of a manifest, up to the first line that is invalid or out of order. Returns whether all are valid,
 * and as many as the first line says, if it does.
 */
async function* parseEntries(batches) {
    const found = { files: 0, bytes: 0 };
    let total;
    let previous;
    let isFirst = true;
    for await (const lines of batches) {
        const entries = [];
        for (const line of lines) {
            const first = isFirst ? dist/* safeParse */.xLC(totalSchema, line) : undefined;
            isFirst = false;
            if (first?.success) {
                total = first.output;
                continue;
            }
            const { success, output } = dist/* safeParse */.xLC(entrySchema, line);
            if (!success || (previous !== undefined && compareKeys(previous.key, output.key) >= 0)) {
                yield entries;
                return false;
            }
            previous = output;
            found.files += 1;
            found.bytes += output.size;
            entries.push(output);
        }
        yield entries;
    }
    return total === undefined || (0,external_node_util_.isDeepStrictEqual)(found, total);
}
function readRanges(storage, place, { size, etag }) {
    const max = () => Math.min(MAX_RANGES, storage.limit.current);
    return (0,net_concurrency/* inTurn */.lo)(storage.retryContext.signal, rangesOf(size, RANGE), max, async function* (range, signal) {
        const buffer = Buffer.allocUnsafe(range.size);
        // All ranges must come from the same object.
        const extent = { etag: size <= RANGE ? '' : etag, start: range.start };
        await getObject(withSignal(storage, signal), place, extent, buffer);
        for (const piece of rangesOf(range.size, PIECE))
            yield buffer.subarray(piece.start, piece.start + piece.size);
    });
}
/**
 * Writes the manifest of a version next to its files, and the SHA256SUMS file for people and tools that do not know the
 * manifest.
 *
 * @param entries sorted by key
 * @param isComplete whether these are all files of the version
 * @throws StorageRequestError
 */
async function writeManifest(storage, location, entries, { isComplete }) {
    const buffer = Buffer.allocUnsafeSlow(MIN_PART_SIZE);
    await putManifest(storage, location, entries, isComplete, buffer);
    const key = location.manifestKey.replace(/manifest\.jsonl$/, 'SHA256SUMS');
    await putText(storage, { bucket: location.bucket, key }, () => checksumsText(entries), buffer);
}
/** Omits files that the storage gave no ETag, because changes to them could not be detected later. */
async function putManifest(storage, { bucket, manifestKey }, entries, isComplete, buffer) {
    const total = measure(entries);
    const isWhole = isComplete && measure(withEtag(entries)).files === total.files;
    const text = () => storedManifestText(withEtag(entries), isWhole ? total : undefined);
    await putText(storage, { bucket, key: manifestKey }, text, buffer);
}
function* withEtag(entries) {
    for (const entry of entries)
        if (entry.etag !== '')
            yield entry;
}
/** Returns the folder of the parts, which is stored next to the files like the manifest itself: `data.manifest.d/`. */
function partsPrefix({ manifestKey }) {
    return manifestKey.replace(/jsonl$/, 'd/');
}
/**
 * Writes the manifest of one job, a part of the version's. The jobs that fill a draft together each leave one, and the
 * commit merges them, so that nothing is read again to be hashed. Its name is the digest of the files, so that a job
 * that runs again replaces its own part.
 *
 * @throws StorageRequestError
 */
async function writeManifestPart(storage, draft, digest, entries) {
    await putManifest(storage, partOf(draft, `${digest}.jsonl`), entries, false);
}
/**
 * Lists the parts that jobs left, by name.
 *
 * @throws StorageRequestError
 */
async function listManifestParts(storage, draft) {
    const parts = await listFiles(storage, { ...draft, prefix: partsPrefix(draft) });
    return parts.map(({ key }) => key);
}
/**
 * Merges parts into the manifest of a version and removes them. An entry is used if the object still has its size and
 * ETag; the last of several entries wins.
 *
 * @param objects the objects of the version
 * @returns the keys of the objects that no part describes
 * @throws DeletionError, StorageRequestError
 */
async function mergeManifestParts(storage, draft, parts, objects) {
    const stored = new Map(objects.map((object) => [object.key, object]));
    const merged = new Map();
    for (const location of [draft, ...parts.map((part) => partOf(draft, part))]) {
        const manifest = await StoredManifest.find(storage, location);
        if (manifest === undefined)
            continue;
        for await (const entries of manifest.entries()) {
            for (const entry of entries) {
                const object = stored.get(entry.key);
                if (object?.size === entry.size && object.etag === entry.etag)
                    merged.set(entry.key, entry);
            }
        }
    }
    const entries = sortByKey([...merged.values()]);
    await writeManifest(storage, draft, entries, { isComplete: entries.length === objects.length });
    await deleteFiles(storage, { ...draft, prefix: partsPrefix(draft) }, parts);
    return objects.filter(({ key }) => !merged.has(key)).map(({ key }) => key);
}
/**
 * Removes files that are about to be deleted from the manifest of a draft, if there is one.
 *
 * @throws StorageRequestError
 */
async function removeFromManifest(storage, draft, keys) {
    const manifest = await StoredManifest.find(storage, draft);
    if (manifest === undefined || keys.length === 0)
        return;
    const removed = new Set(keys);
    const kept = [];
    for await (const entries of manifest.entries())
        kept.push(...entries.filter(({ key }) => !removed.has(key)));
    // The deletion may fail, and then other files are left.
    await writeManifest(storage, draft, kept, { isComplete: false });
}
/** Locates a part like a manifest. */
function partOf(draft, name) {
    return { ...draft, manifestKey: partsPrefix(draft) + name };
}

;// CONCATENATED MODULE: ./src/files/stored-files.js






/**
 * Finds the manifest of a version. The files are listed as they are read.
 *
 * @param destination the folder inside the version
 * @throws StorageRequestError
 */
async function openVersion(storage, location, destination = '', list) {
    const manifest = await StoredManifest.find(storage, location);
    const folder = folderPrefix(destination);
    const { batches, boundaries } = findBoundaries(manifest?.entries() ?? noBatches(), folder);
    return { manifest, pairs: mergeByKey(list(storage, location, folder, boundaries), batches) };
}
/** Yields the files that are stored, with the SHA-256 of those that the manifest still describes. */
async function* storedFiles({ pairs }) {
    for await (const batch of pairs) {
        const files = [];
        for (const [object, entry] of batch)
            if (object !== undefined)
                files.push(describeFile(object, entry));
        yield files;
    }
}
/**
 * Yields the files that a manifest lists, without listing the storage.
 *
 * @param destination the folder inside the version
 * @throws ManifestError if it is invalid, after its last valid line
 * @throws StorageRequestError
 */
async function* listedFiles(manifest, destination) {
    const folder = folderPrefix(destination);
    for await (const entries of manifest.entries('throw'))
        yield entries.filter(({ key }) => key.startsWith(folder));
}
/** Describes an object by its entry in the manifest, if the entry still applies to it. */
function describeFile({ key, size, etag }, entry) {
    const isCurrent = entry?.etag === etag && entry.size === size;
    return { key, size, etag, sha256: isCurrent ? entry.sha256 : undefined };
}
/**
 * Reads a version in the order of its keys. If the storage lists in another order, reads it again with a list sorted in
 * memory.
 *
 * @throws StorageRequestError, or whatever `read` throws
 */
async function readInOrder(storage, location, destination, read) {
    return inOrder(storage, async (list) => read(await openVersion(storage, location, destination, list)));
}
/** Calls `read` with a function that lists a folder: first as the storage does and, if that is not in order, sorted. */
async function inOrder(storage, read) {
    try {
        return await read(listObjects);
    }
    catch (error) {
        if (!(error instanceof OrderError))
            throw error;
        storage.retryContext.log.debug(`Sorting the list in memory: ${error.message}`);
        return read(listSorted);
    }
}
async function* listSorted(storage, folder, destination = '') {
    yield await listFiles(storage, folder, { destination });
}

;// CONCATENATED MODULE: ./src/files/compare-versions.js
/** Compares versions in the storage, without downloading a file. */









/**
 * Compares two versions. If `before` is undefined, everything is added. Compares by SHA-256 if both have a manifest
 * that still describes the object, otherwise by size and ETag.
 *
 * @throws ManifestError, StorageRequestError
 */
async function compareVersions(storage, before, after, { destination = '', ...options } = {}) {
    return inOrder(storage, async (list) => {
        const [old, now] = await (0,net_concurrency/* allOrNothing */.G3)(storage.retryContext.signal, (signal) => filesOf(withSignal(storage, signal), before, destination, list), (signal) => filesOf(withSignal(storage, signal), after, destination, list));
        return compareFiles(mergeByKey(old.files, now.files), options);
    });
}
/**
 * Reads a committed version from its manifest alone if that lists every file, which takes a quarter of the time. A
 * draft may have changed since its manifest was written.
 */
async function filesOf(storage, version, destination, list) {
    if (version === undefined)
        return { files: noBatches(), hasManifest: false };
    const opened = await openVersion(storage, version.location, destination, list);
    const { manifest } = opened;
    const isEnough = version.isCommitted && manifest !== undefined && (await manifest.isComplete());
    return {
        files: isEnough ? listedFiles(manifest, destination) : storedFiles(opened),
        hasManifest: manifest !== undefined,
    };
}
/**
 * Compares a version with local files, which are read only if their content decides the result.
 *
 * @param files sorted by key, with full keys
 * @throws ManifestError, StorageRequestError, FileChangedError, or the signal's reason
 */
async function compareWithLocalFiles(storage, before, files, { destination = '', ...options } = {}) {
    const { clock, log, signal } = storage.retryContext;
    return inOrder(storage, async (list) => {
        const stored = await filesOf(storage, before, destination, list);
        return withProgress({ what: 'Comparing', ...measure(files), clock, log }, (progress) => {
            const hasher = new FileHasher();
            const read = (pair, inner) => readLocal(hasher, pair, stored.hasManifest, inner, progress);
            return compareFiles(readEach(mergeByKey(stored.files, inBatches(files)), signal, read), options);
        });
    });
}
/** Reads the local files of each batch concurrently, and yields the pairs in order. */
async function* readEach(merged, signal, read) {
    for await (const pairs of merged) {
        const results = [];
        await (0,net_concurrency/* forEachConcurrently */.DW)(pairs.entries(), HASHES_AT_A_TIME, signal, async ([index, pair], inner) => {
            results[index] = await read(pair, inner);
        });
        yield results;
    }
}
/** Reads a local file, to compare it with the stored one or to find the file that it was renamed from. */
async function readLocal(hasher, [before, file], hasManifest, signal, progress) {
    if (file === undefined)
        return [before, undefined];
    const byEtag = before !== undefined && before.sha256 === undefined;
    const { md5, composed } = hashesIn(byEtag ? before.etag : '', file.size);
    const needsHashes = byEtag ? before.size === file.size && (md5 || composed) : hasManifest;
    if (!needsHashes) {
        progress.addFile();
        progress.addBytes(file.size);
    }
    const hashes = needsHashes ? await hasher.hash(file, { md5, composed }, signal, progress) : undefined;
    const etag = hashes?.md5 ?? hashes?.composed ?? '';
    const after = { key: file.key, size: file.size, etag, sha256: byEtag ? undefined : hashes?.sha256 };
    return before === undefined ? [undefined, after] : [before, after];
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/files/local/target-folder.js
/** The folder that a download writes into: the names that it allows, its folders, and its files. */




/** The maximum length of the name of a file or folder: in bytes on Linux and macOS, in UTF-16 code units on Windows. */
const MAX_NAME = 255;
/** Device names, with or without an extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;
/**
 * Checks that each key is a valid path of a file inside a folder on this platform, and that no two keys are the same
 * file.
 *
 * @param keys relative paths, with `/` between folders
 * @throws KeysError with all invalid keys
 */
function checkKeys(keys, platform) {
    const problems = [];
    const files = new Map();
    for (const key of keys) {
        const reason = problemOf(key, platform);
        if (reason !== undefined)
            problems.push({ key, reason });
        const folded = foldName(key, platform);
        const other = files.get(folded);
        if (other !== undefined)
            problems.push({ key, reason: `is the same file as ${JSON.stringify(other)} on this system` });
        files.set(folded, key);
    }
    problems.push(...filesThatAreFolders(files));
    if (problems.length > 0)
        throw new KeysError(problems);
}
function filesThatAreFolders(files) {
    const problems = [];
    const known = new Set();
    for (const [folded, key] of files) {
        for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
            const folder = folded.slice(0, end);
            if (known.has(folder))
                break;
            known.add(folder);
            const file = files.get(folder);
            if (file === undefined)
                continue;
            problems.push({ key: file, reason: `is a file, but also a folder that contains ${JSON.stringify(key)}` });
        }
    }
    return problems;
}
/**
 * Normalizes the case and the Unicode form of a name, so that two names of the same file on a platform become equal.
 */
function foldName(name, platform) {
    const ignoresCase = platform === 'win32' || platform === 'darwin';
    return ignoresCase ? name.normalize('NFC').toLowerCase() : name;
}
function problemOf(key, platform) {
    if (key === '')
        return 'is empty';
    if (key.startsWith('/'))
        return 'is an absolute path';
    if (key.includes('\0'))
        return 'contains a NUL character';
    for (const name of key.split('/')) {
        if (name === '')
            return 'has an empty segment';
        if (name === '.' || name === '..')
            return `has a segment "${name}"`;
        const reason = platform === 'win32' ? windowsProblemOf(name) : posixProblemOf(name);
        if (reason !== undefined)
            return reason;
    }
    return undefined;
}
function posixProblemOf(name) {
    return Buffer.byteLength(name) > MAX_NAME ? `has a name of more than ${MAX_NAME} bytes` : undefined;
}
function windowsProblemOf(name) {
    // Windows reads a backslash as a folder separator, and a colon as a drive or an alternate data stream.
    if (/[\p{Cc}<>:"|?*\\]/u.test(name))
        return 'contains a character that Windows does not allow in names';
    if (/[ .]$/.test(name))
        return 'has a name that ends in a dot or a space, which Windows drops';
    if (reservedOnWindows.test(name))
        return 'has a name that Windows reserves for a device';
    return name.length > MAX_NAME ? `has a name of more than ${MAX_NAME} characters` : undefined;
}
/** Reads file status synchronously, because handing the call to another thread takes longer. */
const localDisk = { lstat: statsOf, mkdir: external_node_fs_promises_.mkdir, realpath: external_node_fs_promises_.realpath };
/**
 * Opens the folder, which is created if necessary. It may be, or be reached through, a symbolic link: the target of the
 * link is used.
 */
async function openTargetFolder(path, disk = localDisk) {
    await disk.mkdir(path, { recursive: true });
    const root = await disk.realpath(path);
    const made = new Map([[root, Promise.resolve()]]);
    const ensure = (folder, key) => {
        const known = made.get(folder);
        if (known !== undefined)
            return known;
        const making = ensure((0,external_node_path_.dirname)(folder), key).then(() => ensureFolder(disk, root, folder, key));
        made.set(folder, making);
        return making;
    };
    return {
        root,
        resolve: (name) => (0,external_node_path_.join)(root, name),
        prepare: async (key) => {
            const file = (0,external_node_path_.join)(root, ...key.split('/'));
            await ensure((0,external_node_path_.dirname)(file), key);
            if (disk.lstat(file)?.isDirectory())
                throw new KeysError([{ key, reason: 'is an existing folder in the download folder' }]);
            return file;
        },
    };
}
async function ensureFolder(disk, root, folder, key) {
    const stats = disk.lstat(folder) ?? (await makeFolder(disk, folder));
    if (stats === undefined || stats.isDirectory())
        return;
    const name = (0,external_node_path_.relative)(root, folder);
    if (!stats.isSymbolicLink())
        throw new KeysError([{ key, reason: `needs the folder ${name}, but a file with that name exists` }]);
    const target = await disk.realpath(folder);
    if (target !== root && !target.startsWith(root + external_node_path_.sep)) {
        throw new KeysError([
            { key, reason: `is behind the symbolic link ${name}, which leads outside the download folder` },
        ]);
    }
}
/**
 * Creates a folder, unless it was created meanwhile: on a case-insensitive file system, `Train` and `train` are one
 * folder. Returns what exists there afterwards.
 */
async function makeFolder(disk, folder) {
    try {
        await disk.mkdir(folder);
        return undefined;
    }
    catch (error) {
        if (codeOf(error) !== 'EEXIST')
            throw error;
        return disk.lstat(folder);
    }
}
/** Creates a file under a temporary name, and renames it when complete: no incomplete file has the final name. */
async function createNewFile(path, temporary, fill) {
    const descriptor = openExclusively(temporary);
    try {
        try {
            await fill({
                write: (bytes, position) => forAllBytes(external_node_fs_.writeSync, { path: temporary, descriptor }, bytes, position),
                read: (bytes, position) => forAllBytes(external_node_fs_.readSync, { path: temporary, descriptor }, bytes, position),
            });
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
        (0,external_node_fs_.renameSync)(temporary, path);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(temporary, { force: true });
        throw error;
    }
}
/** Opens a file that must not exist yet. Removes what a killed run left; does not follow a link in its place. */
function openExclusively(path) {
    try {
        return (0,external_node_fs_.openSync)(path, 'wx+');
    }
    catch (error) {
        if (codeOf(error) !== 'EEXIST')
            throw error;
        (0,external_node_fs_.rmSync)(path, { force: true });
        return (0,external_node_fs_.openSync)(path, 'wx+');
    }
}
/** Repeats a system call until all bytes are read or written: one call may process fewer. */
function forAllBytes(call, { path, descriptor }, bytes, position) {
    for (let done = 0; done < bytes.length;) {
        const length = call(descriptor, bytes, done, bytes.length - done, position + done);
        if (length === 0)
            throw new FileChangedError(path);
        done += length;
    }
}
/** Returns what exists at a path, without following links; undefined if nothing does. */
function statsOf(path) {
    return (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
}
/** Returns the code of a system error, such as `ENOENT`. */
function codeOf(error) {
    return Error.isError(error) && 'code' in error ? error.code : undefined;
}

;// CONCATENATED MODULE: ./src/files/download-file.js








const download_file_MIB = 1024 ** 2;
/** The size of the ranges that are written as they arrive. After a lost connection, a whole range is fetched again. */
const WRITTEN_RANGE = 16 * download_file_MIB;
/** The size of the ranges that wait in memory until it is their turn to be hashed. */
const BUFFERED_RANGE = 4 * download_file_MIB;
/** The number of ranges of one object that are fetched at the same time: with more, the first one to be hashed is late. */
const download_file_MAX_RANGES = 8;
/**
 * Downloads one object to `path`, in ranges if it is large. It is written under a temporary name in the target folder
 * and renamed when it is complete and verified, so that an incomplete file never has the final name.
 *
 * @throws DamagedFileError if it differs from the manifest
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
async function downloadObject(transfer, signal, folder, { object, sha256 }, target, path) {
    // A hash of the key: the next run replaces the file of a killed run, and the name is short for every key.
    const temporary = target.resolve(`.download-${(0,external_node_crypto_.hash)('sha256', object.key, 'hex')}`);
    const place = { bucket: folder.bucket, key: folder.prefix + object.key };
    await createNewFile(path, temporary, async (file) => {
        const found = object.size <= WRITTEN_RANGE
            ? await fetchWhole(transfer, signal, place, object, (piece, offset) => file.write(piece, offset))
            : await fetchLarge(transfer, signal, place, object, file);
        if (sha256 !== undefined && found !== sha256)
            throw new DamagedFileError(object.key, sha256, found);
    });
    transfer.progress.addFile();
}
/**
 * Reads one object and returns its SHA-256, in hexadecimal. Does not keep its content.
 *
 * @throws StorageRequestError, with the status 412 if it changed since it was listed
 */
async function hashObject(transfer, signal, folder, object) {
    const place = { bucket: folder.bucket, key: folder.prefix + object.key };
    const read = object.size <= WRITTEN_RANGE ? fetchWhole : download_file_hashLarge;
    const sha256 = await read(transfer, signal, place, object);
    transfer.progress.addFile();
    return sha256;
}
/** Fetches an object in one request, hands it to `write` as it arrives, and returns its SHA-256. */
async function fetchWhole({ storage, buffers, progress }, signal, place, { etag, size }, write) {
    const lease = await buffers.takeWithoutBuffer(size, signal);
    try {
        let digest = (0,external_node_crypto_.createHash)('sha256');
        const receive = (piece, offset) => {
            // A repeated request begins again.
            if (offset === 0)
                digest = (0,external_node_crypto_.createHash)('sha256');
            digest.update(piece);
            write?.(piece, offset);
        };
        if (size > 0)
            await streamObject(withSignal(storage, signal), place, { etag, start: undefined, size }, receive);
        progress.addBytes(size);
        return digest.digest('hex');
    }
    finally {
        lease.release();
    }
}
/**
 * Fetches an object in ranges, writes them as they arrive, and returns its SHA-256. Ranges are read back to be hashed in
 * order, usually from the system's cache, because keeping them in memory would take more of it.
 */
async function fetchLarge({ storage, buffers, progress }, outer, place, { etag, size }, file) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    await fetchRanges(outer, rangesOf(size, WRITTEN_RANGE), {
        take: (range, signal) => buffers.takeWithoutBuffer(range.size, signal),
        fetch: async (range, lease, signal) => {
            const write = (piece, offset) => file.write(piece, range.start + offset);
            await streamObject(withSignal(storage, signal), place, { etag, ...range }, write);
            lease.release();
            progress.addBytes(range.size);
        },
        hash: (range) => {
            for (let done = 0; done < range.size; done += chunk.length) {
                const bytes = chunk.subarray(0, range.size - done);
                file.read(bytes, range.start + done);
                digest.update(bytes);
            }
        },
    });
    return digest.digest('hex');
}
/** The buffer for reading back. All files share it, because each piece is hashed before the next one is read. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024);
/** Fetches ranges into memory, hashes them in order, and returns the SHA-256. */
async function download_file_hashLarge({ storage, buffers, progress }, outer, place, { etag, size }) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    await fetchRanges(outer, rangesOf(size, BUFFERED_RANGE), {
        take: (range, signal) => buffers.take(range.size, signal),
        fetch: async ({ start, size: length }, { buffer }, signal) => {
            await getObject(withSignal(storage, signal), place, { etag, start }, buffer);
            progress.addBytes(length);
        },
        hash: (_range, { buffer }) => {
            digest.update(buffer);
        },
    });
    return digest.digest('hex');
}
/** Fetches ranges concurrently, and hashes them in order. */
async function fetchRanges(outer, ranges, { take, fetch, hash }) {
    let hashed = Promise.resolve();
    await (0,net_concurrency/* forEachConcurrently */.DW)(ranges, download_file_MAX_RANGES, outer, async (range, signal) => {
        const before = hashed;
        const turn = Promise.withResolvers();
        hashed = turn.promise;
        const lease = await take(range, signal);
        try {
            await fetch(range, lease, signal);
            await before;
            // Many ranges may have waited for this one. Without this, nothing else would happen until all are hashed.
            await (0,promises_.setImmediate)();
            signal.throwIfAborted();
            hash(range, lease);
        }
        finally {
            turn.resolve();
            lease.release();
        }
    });
}

;// CONCATENATED MODULE: ./src/files/local/clean-folder.js




/** A folder with content that the user cannot have intended `clean` to delete. */
class UnsafeCleanError extends errors/* ActionError */.lZ {
    constructor(folder, reason) {
        super(`\`clean\` deleted nothing: the folder ${folder} ${reason}`, {
            title: 'Folder not cleaned',
            hint: 'Set `path` to a folder that only this step writes into.',
        });
    }
}
/**
 * Finds what a folder has in addition to these files. Changes nothing. Returns nothing if the folder is missing.
 *
 * @param keys relative to the folder
 * @throws UnsafeCleanError if the folder contains the working directory, or the files include a Git repository
 */
async function findExtraneous(folder, keys, platform) {
    const root = await realPathOf(external_node_path_.resolve(folder));
    const workspace = await realPathOf(process.cwd());
    if (isInside(workspace, root))
        throw new UnsafeCleanError(root, 'contains the working directory of the job');
    const kept = await keptPaths(root, keys, platform);
    const files = [];
    const folders = [];
    /** Returns whether something in the folder stays. */
    const visit = async (at) => {
        let stays = false;
        for (const entry of await entriesOf(at)) {
            const found = external_node_path_.join(at, entry.name);
            const isKept = entry.isDirectory() ? await visit(found) : kept.has(foldName(found, platform));
            if (isKept)
                stays = true;
            else if (entry.isDirectory())
                folders.push(found);
            else
                files.push(found);
        }
        return stays;
    };
    await visit(root);
    const isRepository = [...files, ...folders].some((found) => found.slice(root.length).split(external_node_path_.sep).includes('.git'));
    if (isRepository)
        throw new UnsafeCleanError(root, 'contains a Git repository');
    return { files, folders };
}
function isInside(inner, outer) {
    const relative = external_node_path_.relative(outer, inner);
    return relative !== '' && !external_node_path_.isAbsolute(relative) && relative.split(external_node_path_.sep)[0] !== '..';
}
/** Deletes what {@link findExtraneous} found. Missing files count as deleted. */
async function removeExtraneous({ files, folders }, signal) {
    for (const file of files) {
        signal.throwIfAborted();
        await (0,external_node_fs_promises_.rm)(file, { force: true });
    }
    for (const folder of folders) {
        signal.throwIfAborted();
        await (0,external_node_fs_promises_.rmdir)(folder).catch((error) => {
            if (codeOf(error) !== 'ENOENT')
                throw error;
        });
    }
}
/**
 * Returns the paths that files of these keys have or will have, after resolving links among their folders, and the
 * paths of these links.
 */
async function keptPaths(root, keys, platform) {
    const kept = new Set();
    const seen = new Map([[root, root]]);
    const real = async (folder) => {
        const known = seen.get(folder);
        if (known !== undefined)
            return known;
        const place = external_node_path_.join(await real(external_node_path_.dirname(folder)), external_node_path_.basename(folder));
        const target = await realPathOf(place);
        seen.set(folder, target);
        if (target !== place)
            kept.add(foldName(place, platform));
        return target;
    };
    for (const key of keys) {
        const file = external_node_path_.join(root, ...key.split('/'));
        kept.add(foldName(external_node_path_.join(await real(external_node_path_.dirname(file)), external_node_path_.basename(file)), platform));
    }
    return kept;
}
async function realPathOf(folder) {
    try {
        return await (0,external_node_fs_promises_.realpath)(folder);
    }
    catch (error) {
        // A file may be in the place of a folder: it does not belong there, and nothing is below it yet.
        if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR')
            throw error;
        return folder;
    }
}
async function entriesOf(folder) {
    try {
        const entries = await (0,external_node_fs_promises_.readdir)(folder, { withFileTypes: true });
        return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    }
    catch (error) {
        if (codeOf(error) !== 'ENOENT')
            throw error;
        return [];
    }
}

;// CONCATENATED MODULE: ./src/files/download-version.js












/**
 * Plans what to fetch and what to delete, and checks that every key is a valid file path on this system. Writes
 * nothing.
 *
 * @throws KeysError with every key that is not a valid file path on this system
 * @throws StorageRequestError
 */
async function planDownload(storage, options) {
    const { version, platform } = options;
    const destination = folderPrefix(options.destination);
    const files = [];
    const hasManifest = await readInOrder(storage, version, options.destination, async (opened) => {
        files.length = 0;
        for await (const batch of storedFiles(opened)) {
            for (const { sha256, ...object } of batch) {
                if (options.filter?.(object.key) === false)
                    continue;
                files.push({ object: { ...object, key: object.key.slice(destination.length) }, sha256 });
            }
        }
        return opened.manifest !== undefined;
    });
    warnOfUnverifiable(storage, files, hasManifest);
    const keys = files.map(({ object }) => object.key);
    checkKeys(keys, platform);
    const extraneous = options.clean ? await planClean(storage, options, keys) : NOTHING;
    const bytes = files.reduce((sum, { object }) => sum + object.size, 0);
    return { files, bytes, extraneous, source: { bucket: version.bucket, prefix: version.prefix + destination } };
}
const NOTHING = { files: [], folders: [] };
const download_version_MAX_SHOWN = 100;
/** Finds and logs what to delete. Deletes nothing if no file is selected, because that is probably a mistake. */
async function planClean({ retryContext: { log } }, { folder, platform }, keys) {
    if (keys.length === 0) {
        log.warning(`Nothing was deleted in ${folder} because the version has no files to download`);
        return NOTHING;
    }
    const extraneous = await findExtraneous(folder, keys, platform);
    const { files } = extraneous;
    if (files.length > 0)
        log.info(`Files in ${folder} that are not selected for download: ${(0,format/* formatInteger */.Sm)(files.length)}`);
    for (const file of files.slice(0, download_version_MAX_SHOWN))
        log.info(`- ${file}`);
    if (files.length > download_version_MAX_SHOWN)
        log.info(`- and ${files.length - download_version_MAX_SHOWN} more`);
    return extraneous;
}
/**
 * Downloads files of a version. Files that already exist with the expected content are skipped. Nothing is written or
 * deleted outside the folder.
 *
 * @throws DamagedFileError if a file differs from the manifest
 * @throws KeysError, StorageRequestError, the file system's errors, or the signal's reason
 */
async function downloadFiles(storage, options) {
    const { clock, log, signal } = storage.retryContext;
    const { files, bytes, extraneous, source } = await planDownload(storage, options);
    // Deletes first, because a file may be in place of a folder, or a folder in place of a file.
    await removeExtraneous(extraneous, signal);
    const target = await openTargetFolder(options.folder);
    const buffers = new BufferPool(storage.limit);
    const hasher = new FileHasher();
    let downloaded = 0;
    const what = { what: 'Downloading', files: files.length, bytes, clock, log };
    await withProgress(what, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(files, storage.limit, signal, async (wanted, inner) => {
        const path = await target.prepare(wanted.object.key);
        if (await isUnchanged(hasher, wanted, path, options.platform, inner)) {
            progress.addFile();
            progress.addBytes(wanted.object.size);
            return;
        }
        await downloadObject({ storage, buffers, progress }, inner, source, wanted, target, path);
        downloaded += 1;
    }));
    const removed = extraneous.files.length;
    const checksums = files.flatMap(({ object: { key }, sha256 }) => (sha256 === undefined ? [] : [{ key, sha256 }]));
    return { files: files.length, bytes, downloaded, unchanged: files.length - downloaded, removed, checksums };
}
/** Warns if the content of files cannot be verified because no manifest lists them. */
function warnOfUnverifiable({ retryContext: { log } }, files, hasManifest) {
    const unverifiable = files.filter(({ sha256 }) => sha256 === undefined);
    const [first] = unverifiable;
    if (first === undefined)
        return;
    const count = (0,format/* formatCount */.B4)(unverifiable.length, 'file');
    log.warning(hasManifest
        ? `The SHA-256 of ${count} cannot be verified, because the version's manifest does not describe what is stored now. The first is ${JSON.stringify(first.object.key)}`
        : `The SHA-256 of ${count} cannot be verified, because the version has no manifest`);
}
/** Returns whether a file exists and is correct, by the manifest's SHA-256 or otherwise by an ETag made of MD5s. */
async function isUnchanged(hasher, { object, sha256 }, path, platform, signal) {
    const { md5, composed } = hashesIn(sha256 === undefined ? object.etag : '', object.size);
    if (sha256 === undefined && !md5 && !composed)
        return false;
    const stats = statsOf(path);
    if (stats === undefined || !stats.isFile() || stats.size !== object.size)
        return false;
    const file = { path, key: object.key, ...fingerprintOf(stats, platform) };
    const hashes = await hasher.hash(file, { md5, composed }, signal);
    return sha256 === undefined ? [hashes.md5, hashes.composed].includes(object.etag) : hashes.sha256 === sha256;
}

;// CONCATENATED MODULE: ./src/files/local/search-patterns.js
/** The search patterns of the input `path`: the paths that they name, and why they match nothing. */




/** A pattern of `path` that leads up from a folder whose name only the search can determine. */
class InvalidPatternError extends errors/* ActionError */.lZ {
    constructor(pattern) {
        super(`Input \`path\` contains \`${pattern}\`, which goes up a folder (\`..\`) after a wildcard or \`~\``, {
            title: 'Invalid input',
            hint: 'Write the path without `..`, or as an absolute path.',
        });
    }
}
/**
 * Resolves the segments `.` and `..` of search patterns, which the glob library refuses: `../data/*.csv` becomes the
 * absolute pattern that it means from `cwd`. Other patterns stay as they are.
 *
 * @param patterns one per line, as the input `path` has them
 * @throws InvalidPatternError if `..` follows a wildcard
 */
function resolveParents(patterns, cwd, paths) {
    return patterns
        .split(/\r?\n/)
        .map((line) => {
        const [, excluded = '', pattern = ''] = /^\s*((?:!\s*)*)(.*)$/.exec(line) ?? [];
        return pattern.startsWith('#') ? line : excluded + resolvePattern(pattern.trim(), cwd, paths);
    })
        .join('\n');
}
function resolvePattern(pattern, cwd, paths) {
    const segments = pattern.split(paths.sep === '\\' ? /[\\/]/ : '/');
    if (!segments.some((segment, at) => segment === '..' || (segment === '.' && at > 0)))
        return pattern;
    const isRooted = paths.isAbsolute(pattern) || segments[0] === '~' || /^[a-z]:/i.test(pattern);
    const resolved = isRooted ? [] : cwd.split(paths.sep).map((name) => nameSegment(name, paths));
    for (const [at, text] of segments.entries()) {
        if (text === '.' || (text === '' && at > 0))
            continue;
        if (text !== '..')
            resolved.push({ text, isName: !/[*?[\\~]/.test(text) });
        else
            leaveFolder(resolved, pattern);
    }
    const [root] = resolved;
    return resolved.length === 1 ? `${root?.text}${paths.sep}` : resolved.map(({ text }) => text).join(paths.sep);
}
function leaveFolder(resolved, pattern) {
    if (resolved.at(-1)?.isName === false)
        throw new InvalidPatternError(pattern);
    // The first segment is the root, which is its own parent.
    if (resolved.length > 1)
        resolved.pop();
}
/** Escapes a name that may contain characters with a meaning in patterns. */
function nameSegment(name, { sep }) {
    const escaped = sep === '\\' ? name : name.replaceAll('\\', '\\\\');
    return { text: escaped.replace(/[*?[]/g, '[$&]'), isName: true };
}
/**
 * Returns the absolute paths that patterns name, without those inside another one, if none has a wildcard or excludes
 * anything; otherwise undefined. `data/**` is the same as `data`.
 */
function plainPathsOf(patterns, platform) {
    const lines = patterns.split(/\r?\n/).map((line) => line.trim());
    const named = lines.filter((line) => line !== '' && !line.startsWith('#'));
    const plain = named.map((line) => line.replace(/(^|[\\/])\*\*$/, '$1.'));
    const special = platform === 'win32' ? /[*?[\]!~]/ : /[*?[\]!~\\]/;
    if (plain.some((line) => special.test(line)))
        return undefined;
    const paths = [...new Set(plain.map((line) => external_node_path_.resolve(line)))];
    return paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
}
function isBelow(path, folder) {
    for (let above = external_node_path_.dirname(path);; above = external_node_path_.dirname(above)) {
        if (above === folder)
            return true;
        if (above === external_node_path_.dirname(above))
            return false;
    }
}
/**
 * Explains why a search matched no file: the searched folder and, if a name in it is missing, similar names.
 *
 * @param searched the absolute paths at which the search began
 */
async function explainNoMatch(searched) {
    const reasons = await Promise.all(searched.map(explainSearch));
    return reasons.length === 0 ? 'No line selects files: each begins with `!` or `#`.' : reasons.join(' ');
}
/** Finds the deepest folder on a path that exists, and explains what it lacks. */
async function explainSearch(searched) {
    let folder = searched;
    let missing;
    let names = await namesIn(folder);
    while (names === undefined && external_node_path_.dirname(folder) !== folder) {
        missing = external_node_path_.basename(folder);
        folder = external_node_path_.dirname(folder);
        names = await namesIn(folder);
    }
    names ??= [];
    if (names.length === 0)
        return `The folder ${folder} is empty.${checkoutHint(folder, names)}`;
    if (missing === undefined || names.includes(missing))
        return `No file in ${folder} matches.`;
    const suggestion = (0,format/* didYouMean */.au)(missing, names);
    return `The folder ${folder} has no \`${missing}\`.${suggestion && ` ${suggestion}`}${checkoutHint(folder, names)}`;
}
async function namesIn(folder) {
    try {
        return await (0,external_node_fs_promises_.readdir)(folder);
    }
    catch {
        // A file, a folder that may not be read, or nothing: list its parent instead.
        return undefined;
    }
}
/** A job's workspace has no repository before the checkout. */
function checkoutHint(folder, names) {
    const isBare = external_node_path_.resolve(folder) === process.cwd() && !names.includes('.git');
    return isBare ? ' Does `actions/checkout` run before this step?' : '';
}

;// CONCATENATED MODULE: ./src/files/local/scan.js











/**
 * Finds files by globs, as actions/upload-artifact does: includes hidden files only on request, and follows symbolic
 * links (and follows a link to a folder that contains the link only once). The key of a file is its path relative to
 * the deepest common folder of the patterns, under the destination.
 *
 * @throws ScanError with broken symbolic links, names that are not UTF-8, or paths that are neither file nor folder
 * @throws KeysError if two files have the same key or a file cannot be an object in S3
 */
async function scanFiles(options) {
    const { includeHiddenFiles, destination, platform } = options;
    const prefix = folderPrefix(destination);
    const folders = plainPathsOf(options.patterns, platform);
    const { found, searchPaths } = folders === undefined
        ? await findByGlob(resolveParents(options.patterns, process.cwd(), external_node_path_), {
            excludeHiddenFiles: !includeHiddenFiles,
            matchDirectories: false,
        })
        : { found: walkFolders(folders, includeHiddenFiles), searchPaths: folders };
    const root = rootOf(searchPaths, external_node_path_);
    const folder = beginningOf(root, external_node_path_);
    const pathOf = (key) => folder + key.slice(prefix.length).replaceAll('/', external_node_path_.sep);
    const files = [];
    for (const { path, stats } of found) {
        // Reading folders and the status of files is synchronous, because handing it to another thread takes longer.
        if (files.length % FILES_AT_A_TIME === 0)
            await (0,promises_.setImmediate)();
        if (!stats.isFile())
            throw new ScanError([path], 'neither a file nor a folder');
        const key = copyOf(prefix + scan_keyOf(path, root, external_node_path_, platform));
        files.push(new ScannedFile(key, pathOf(key) === path ? pathOf : () => path, fingerprintOf(stats, platform)));
    }
    const sorted = sortByKey(files);
    checkFiles(sorted, '');
    return { files: sorted, explainNoMatch: () => explainNoMatch(searchPaths) };
}
/** Other work runs once in this many files. */
const FILES_AT_A_TIME = 256;
/** Derives its path from its key: the paths of 100,000 files would take 10 MiB. */
class ScannedFile {
    key;
    size;
    mtimeMs;
    ino;
    #pathOf;
    constructor(key, pathOf, { size, mtimeMs, ino }) {
        this.key = key;
        this.size = size;
        this.mtimeMs = mtimeMs;
        this.ino = ino;
        this.#pathOf = pathOf;
    }
    get path() {
        return this.#pathOf(this.key);
    }
}
/**
 * Returns the path of a file relative to the root, with `/` on every platform, or its name if it is the root. macOS may
 * return names in decomposed form (NFD), where other systems use the composed form (NFC). Names from macOS are
 * composed, so that a file has the same key on every platform.
 */
function scan_keyOf(path, root, paths, platform) {
    const relative = path === root ? paths.basename(path) : path.slice(beginningOf(root, paths).length);
    const key = relative.replaceAll(paths.sep, '/');
    return platform === 'darwin' ? key.normalize('NFC') : key;
}
/** Returns the beginning of the paths in a folder. The root of a drive ends in a separator already. */
function beginningOf(folder, { sep }) {
    return folder.endsWith(sep) ? folder : folder + sep;
}
/**
 * Returns the folder that keys are relative to: for one pattern, the folder before its first wildcard; for several
 * patterns, the deepest common folder. A single file is its own root.
 *
 * @throws ScanError if the patterns are on different drives
 */
function rootOf(searchPaths, paths) {
    const [first, ...others] = searchPaths;
    if (first === undefined)
        return '';
    if (others.length === 0)
        return first;
    const common = others.reduce((shared, path) => {
        const segments = path.split(paths.sep);
        const length = shared.findIndex((segment, at) => segment !== segments[at]);
        return length === -1 ? shared : shared.slice(0, length);
    }, first.split(paths.sep));
    if (common.length === 0)
        throw new ScanError(searchPaths, 'no common folder');
    // Splitting removed the separator that the root of a drive ends in.
    return common.length === 1 ? `${common[0]}${paths.sep}` : common.join(paths.sep);
}
/** Loads the library only if patterns have wildcards or exclusions. */
async function createGlobber(patterns, options) {
    const { create } = await __webpack_require__.e(/* import() */ 786).then(__webpack_require__.bind(__webpack_require__, 7786));
    return create(patterns, options);
}
async function findByGlob(patterns, options) {
    const strict = await createGlobber(patterns, { ...options, omitBrokenSymbolicLinks: false });
    const searchPaths = strict.getSearchPaths();
    try {
        return { found: withStats(await strict.glob()), searchPaths };
    }
    catch (error) {
        const first = pathIn(error);
        if (first === undefined)
            throw error;
        if (first.includes('\ufffd'))
            throw new ScanError([first], 'name is not UTF-8', { cause: error });
        const broken = await brokenLinks(patterns, options);
        if (broken.length === 0 && (await isBehindLink(first, searchPaths)))
            broken.push(first);
        if (broken.length > 0)
            throw new ScanError(broken, 'broken symbolic link', { cause: error });
        // The link is hidden or excluded: the glob checks links before it applies exclusions.
        const lenient = await createGlobber(patterns, options);
        return { found: withStats(await lenient.glob()), searchPaths };
    }
}
function* withStats(paths) {
    for (const path of paths)
        yield { path, stats: (0,external_node_fs_.statSync)(path) };
}
/** Returns the path of the broken or circular link in an error of the glob; undefined for any other error. */
function pathIn(error) {
    const [, broken, looping] = /'(.*)'.*broken symbolic link|ELOOP.*'(.*)'/s.exec(String(error)) ?? [];
    return broken ?? looping;
}
/** Finds all broken links that the patterns match, sorted. The glob itself stops at the first one. */
async function brokenLinks(patterns, options) {
    const globber = await createGlobber(patterns, { ...options, followSymbolicLinks: false });
    const broken = [];
    for (const path of await globber.glob()) {
        const link = (await (0,external_node_fs_promises_.lstat)(path)).isSymbolicLink();
        if (link && !(await isReachable(path)))
            broken.push(path);
    }
    return broken.sort();
}
/** Returns whether a path leads through a link to a folder, which a glob that follows no links does not enter. */
async function isBehindLink(path, searchPaths) {
    for (let folder = external_node_path_.dirname(path); !searchPaths.includes(folder); folder = external_node_path_.dirname(folder)) {
        if ((await (0,external_node_fs_promises_.lstat)(folder)).isSymbolicLink())
            return true;
    }
    return false;
}
async function isReachable(path) {
    try {
        await (0,external_node_fs_promises_.stat)(path);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * Finds all files in folders, with the rules of the glob library. A scan with the library takes twelve times as long,
 * because it hands every path to another thread and waits for it.
 *
 * @throws ScanError with broken symbolic links and names that are not UTF-8
 */
function* walkFolders(folders, includeHidden) {
    const walk = { includeHidden, broken: [] };
    for (const folder of folders) {
        if (statsOf(folder) !== undefined && !isHidden(external_node_path_.basename(folder), walk))
            yield* filesAt(folder, walk, []);
    }
    if (walk.broken.length > 0)
        throw new ScanError(walk.broken.sort(), 'broken symbolic link');
}
function* filesAt(path, walk, above) {
    const stats = followLinks(path, walk);
    if (stats === undefined)
        return;
    if (!stats.isDirectory()) {
        yield { path, stats };
        return;
    }
    const real = (0,external_node_fs_.realpathSync)(path);
    // A link to a folder that contains the link.
    if (above.includes(real))
        return;
    const folder = beginningOf(path, external_node_path_);
    const inside = [...above, real];
    for (const name of (0,external_node_fs_.readdirSync)(path)) {
        if (!isHidden(name, walk))
            yield* filesAt(folder + name, walk, inside);
    }
}
function isHidden(name, { includeHidden }) {
    return !includeHidden && name.startsWith('.');
}
/** Returns the status of what a path leads to; undefined, after noting it, if it is a broken or circular link. */
function followLinks(path, { broken }) {
    try {
        return (0,external_node_fs_.statSync)(path);
    }
    catch (error) {
        const entry = statsOf(path);
        if (entry === undefined && path.includes('\ufffd'))
            throw new ScanError([path], 'name is not UTF-8');
        if (!entry?.isSymbolicLink() || !['ENOENT', 'ELOOP'].includes(String(codeOf(error))))
            throw error;
        broken.push(path);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/files/plan.js


/** The length of a SHA-256 and an MD5 together, in bytes. */
const HASHES_LENGTH = 48;
/**
 * Files of a version, most of which are also local. Of these, only the hashes are kept, as bytes outside V8's heap: an
 * object for each would take five times the memory, and the heap grows by more than its objects.
 */
class PackedFiles {
    #local;
    /** The SHA-256 and the ETag of each local file, if it is an MD5. */
    #hashes;
    #isPacked;
    #others = new Map();
    /** @param local sorted by key */
    constructor(local) {
        this.#local = local;
        this.#hashes = Buffer.alloc(local.length * HASHES_LENGTH);
        this.#isPacked = new Uint8Array(local.length);
    }
    /** Adds a file. Each key can be added once. */
    add(file) {
        const { key, size, etag, sha256 } = file;
        const index = this.#indexOf(key);
        if (this.#local[index]?.size !== size || sha256 === undefined || etagForm(etag).kind !== 'md5') {
            this.#others.set(key, file);
        }
        else {
            this.#hashes.write(sha256 + etag, index * HASHES_LENGTH, 'hex');
            this.#isPacked[index] = 1;
        }
    }
    get(key) {
        return this.#others.get(key) ?? this.#unpack(this.#indexOf(key));
    }
    /** Yields the files that are also local, sorted by key. */
    *[Symbol.iterator]() {
        for (const [index, { key }] of this.#local.entries()) {
            const file = this.#others.get(key) ?? this.#unpack(index);
            if (file !== undefined)
                yield file;
        }
    }
    /** Returns the files that are not local, in the order in which they were added. */
    notLocal() {
        return [...this.#others.values()].filter(({ key }) => this.#indexOf(key) === -1);
    }
    #unpack(index) {
        const file = this.#local[index];
        if (file === undefined || this.#isPacked[index] !== 1)
            return undefined;
        const start = index * HASHES_LENGTH;
        const hashes = this.#hashes.toString('hex', start, start + HASHES_LENGTH);
        return { key: file.key, size: file.size, sha256: hashes.slice(0, 64), etag: hashes.slice(64) };
    }
    /** Returns the index of a local file; -1 if there is none with this key. */
    #indexOf(key) {
        let [low, high] = [0, this.#local.length];
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (compareKeys(this.#local[middle]?.key ?? '', key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return this.#local[low]?.key === key ? low : -1;
    }
}
/**
 * Returns which hashes of a file determine its action; undefined if none does, because no object with its key and size
 * exists or can be compared.
 */
function hashesToCompare(file, draft, sources) {
    const candidates = [draft, ...sources]
        .map((content) => candidateIn(content, file))
        .filter((found) => found !== undefined);
    const byEtag = candidates.flatMap(({ etag, sha256 }) => (sha256 === undefined ? [hashesIn(etag, file.size)] : []));
    const md5 = byEtag.some((hashes) => hashes.md5);
    const composed = byEtag.some((hashes) => hashes.composed);
    const known = candidates.some(({ sha256 }) => sha256 !== undefined);
    return md5 || composed || known ? { md5, composed } : undefined;
}
/** Returns the action for a file, given the hashes of {@link hashesToCompare}. The first matching source wins. */
function planFile(file, hashes, draft, sources) {
    if (hashes === undefined)
        return { action: 'uploaded', file };
    const inDraft = candidateIn(draft, file);
    if (inDraft !== undefined && plan_isSame(inDraft, hashes)) {
        return { action: 'unchanged', file, stored: { ...inDraft, sha256: hashes.sha256 } };
    }
    for (const [source, content] of sources.entries()) {
        const stored = candidateIn(content, file);
        if (stored !== undefined && plan_isSame(stored, hashes)) {
            return { action: 'copied', file, stored: { ...stored, sha256: hashes.sha256 }, source };
        }
    }
    return { action: 'uploaded', file };
}
/** Returns the object that could be the file, based on key and size. */
function candidateIn(content, { key, size }) {
    const found = content.get(key);
    return found?.size === size ? found : undefined;
}
function plan_isSame({ etag, sha256 }, hashes) {
    if (sha256 !== undefined)
        return sha256 === hashes.sha256;
    return etag !== '' && (etag === hashes.md5 || etag === hashes.composed);
}
/** Returns what is known about a planned file without reading it again. */
function plannedState(planned) {
    if (planned.action !== 'uploaded')
        return planned.stored;
    const { key, size } = planned.file;
    return { key, size, etag: '', sha256: undefined };
}

;// CONCATENATED MODULE: ./src/files/plan-version.js













const plan_version_NOTHING = new PackedFiles([]);
/**
 * Plans, file by file, how to make a draft contain local files, by comparing them with the draft and with the versions to
 * copy from. Changes nothing.
 */
class Planner {
    /** Keys under the destination that are not among the files. */
    extraneous;
    #draft;
    #sources;
    /** The version to report the changes from. */
    #before;
    #files;
    /** What is planned for the files, except those that are copied from the version to report the changes from. */
    #planned = new Map();
    #hasher = new FileHasher();
    constructor(files, extraneous, draft, sources) {
        this.#files = files;
        this.extraneous = extraneous;
        this.#draft = draft;
        this.#sources = sources;
        this.#before = sources[0] ?? plan_version_NOTHING;
    }
    /**
     * Lists the stored files. An unreadable source causes a warning: the files can still be uploaded.
     *
     * @param scope `all` if the draft is to contain exactly these files
     * @throws VerificationError if it then has files outside the destination, which must not be removed
     * @throws KeysError, StorageRequestError
     */
    static async open(storage, options, scope) {
        const { files, draft, sources, destination } = options;
        checkFiles(files, draft?.prefix ?? '');
        const [inDraft, ...inSources] = await (0,net_concurrency/* allOrNothing */.G3)(storage.retryContext.signal, (signal) => readVersion(withSignal(storage, signal), files, draft), ...sources.map((source) => (signal) => {
            const inner = withSignal(storage, signal);
            return readVersion(inner, files, source).catch((error) => ignoreUnreadable(inner.retryContext, error));
        }));
        const others = inDraft.notLocal().map(({ key }) => key);
        const folder = folderPrefix(destination);
        const foreign = others.filter((key) => !key.startsWith(folder));
        if (scope === 'all' && foreign.length > 0)
            throw new VerificationError(foreign.map((key) => ({ kind: 'unexpected', key })));
        const extraneous = others.filter((key) => key.startsWith(folder));
        return new Planner(files, extraneous, inDraft, inSources);
    }
    /**
     * Returns what to do with a file. Reads it only if there is a stored file with its key and size.
     *
     * @throws FileChangedError
     */
    async plan(file, signal, progress) {
        const wanted = hashesToCompare(file, this.#draft, this.#sources);
        if (wanted === undefined) {
            progress?.addFile();
            progress?.addBytes(file.size);
        }
        const hashes = wanted && (await this.#hasher.hash(file, wanted, signal, progress));
        const planned = planFile(file, hashes, this.#draft, this.#sources);
        const isSame = planned.action === 'copied' && planned.source === 0;
        if (this.#before !== plan_version_NOTHING && !isSame)
            this.#planned.set(file.key, plannedState(planned));
        return planned;
    }
    /**
     * Returns the changes of the planned files from the first source, based on the plan alone; undefined if there is none
     * that can be read. A file to upload is one whose content the source does not have under its key.
     */
    async changes() {
        return this.#before === plan_version_NOTHING ? undefined : compareFiles(inBatches(this.#pairs()));
    }
    *#pairs() {
        for (const { key } of this.#files) {
            const before = this.#before.get(key);
            const after = this.#planned.get(key) ?? before;
            if (after !== undefined)
                yield before === undefined ? [undefined, after] : [before, after];
        }
        for (const removed of this.#before.notLocal())
            yield [removed, undefined];
    }
}
/**
 * Plans the changes that make a draft contain the files. Changes nothing.
 *
 * @throws FileChangedError, and like {@link Planner.open}
 */
async function planVersion(storage, options, scope) {
    const planner = await Planner.open(storage, options, scope);
    const planned = [];
    await plan_version_readEach(storage, 'Comparing', options.files, async (file, index, ...context) => {
        planned[index] = await planner.plan(file, ...context);
    });
    return { files: planned, extraneous: planner.extraneous };
}
/**
 * Returns the manifest of these files without accessing the storage.
 *
 * @throws FileChangedError
 */
async function hashLocalFiles(storage, files) {
    const hasher = new FileHasher();
    const entries = [];
    await plan_version_readEach(storage, 'Reading', files, async (file, _index, ...context) => {
        const { sha256 } = await hasher.hash(file, { md5: false, composed: false }, ...context);
        entries.push({ key: file.key, size: file.size, sha256 });
    });
    return createManifest(entries);
}
/** Reads files concurrently, and logs the progress that `read` reports. */
async function plan_version_readEach({ retryContext: { clock, log, signal } }, what, files, read) {
    await withProgress({ what, ...measure(files), clock, log }, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(files.entries(), HASHES_AT_A_TIME, signal, ([index, file], inner) => read(file, index, inner, progress)));
}
async function readVersion(storage, files, location) {
    if (location === undefined)
        return plan_version_NOTHING;
    return readInOrder(storage, location, '', async (version) => {
        const content = new PackedFiles(files);
        for await (const batch of storedFiles(version))
            for (const file of batch)
                content.add(file);
        return content;
    });
}
/** Treats a version that cannot be read as one without files. Throws all other errors. */
function ignoreUnreadable({ log, signal }, error) {
    signal.throwIfAborted();
    if (!(error instanceof StorageRequestError) || error.status === undefined)
        throw error;
    log.warning(`The files of another version cannot be read, so nothing is copied from it: ${error.message}`);
    return plan_version_NOTHING;
}

;// CONCATENATED MODULE: ./src/files/s3/credentials.js

/** Credentials are replaced when they have less than this left, so that no request is under way when they expire. */
const REFRESH_BEFORE_MS = 5 * 60_000;
/**
 * Keeps credentials until shortly before they expire and then fetches new ones, once for all waiting requests. If that
 * fails, the old ones are used while they are valid.
 */
function refreshing(fetch, clock) {
    let current;
    let fetching;
    const refresh = async () => {
        try {
            current = await fetch();
            return current;
        }
        catch (error) {
            if (current === undefined || timeLeft(current, clock) <= 0)
                throw error;
            return current;
        }
        finally {
            fetching = undefined;
        }
    };
    return async () => {
        if (current !== undefined && timeLeft(current, clock) > REFRESH_BEFORE_MS)
            return current;
        fetching ??= refresh();
        return fetching;
    };
}
function timeLeft({ expiration }, clock) {
    return expiration === undefined ? Number.POSITIVE_INFINITY : expiration.getTime() - clock.now();
}
/**
 * Finds the credentials that AWS's own tools would use on this machine when no `AWS_*` keys are set: those of a
 * profile, a web identity, or the role of a container or an instance. Loads AWS's provider for that, which is large.
 * Returns no keys if there are none.
 */
async function findCredentials({ clock, log, }) {
    const { defaultProvider } = await __webpack_require__.e(/* import() */ 463).then(__webpack_require__.t.bind(__webpack_require__, 6463, 19));
    const provide = defaultProvider();
    const source = refreshing(async () => {
        try {
            return await provide();
        }
        catch (cause) {
            throw new StorageSettingsError(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'], { cause });
        }
    }, clock);
    try {
        await source();
        return source;
    }
    catch (error) {
        log.debug(`No credentials for the storage on this machine: ${causeOf(error)}`);
        return {};
    }
}
function causeOf(error) {
    return Error.isError(error) && Error.isError(error.cause) ? error.cause.message : String(error);
}

;// CONCATENATED MODULE: ./src/files/upload.js
/** Brings one file into a version: by an upload, or by a copy inside the storage. */








/**
 * Uploads one file, reading it once: in one request up to 8 MiB, otherwise in parts, as many at a time as the pool has
 * buffers. Every request carries a SHA-256, so that the storage rejects data damaged in transit.
 *
 * @throws FileChangedError if the file changed meanwhile
 * @throws StorageRequestError
 */
async function uploadFile(transfer, signal, folder, file) {
    const upload = file.size <= PART_SIZE ? uploadWhole : uploadInParts;
    const { sha256, etag } = await upload(transfer, signal, { bucket: folder.bucket, key: folder.prefix + file.key }, file);
    return { key: file.key, size: file.size, sha256, etag };
}
async function uploadWhole({ storage, buffers, progress }, signal, place, file) {
    return buffers.use(file.size, signal, async (body) => {
        await readWhole(file, body);
        const sha256 = (0,external_node_crypto_.hash)('sha256', body, 'hex');
        const etag = await putObject(withSignal(storage, signal), place, { body, sha256 });
        progress.addBytes(file.size);
        return { sha256, etag };
    });
}
async function uploadInParts(transfer, signal, place, file) {
    const sha256 = (0,external_node_crypto_.createHash)('sha256');
    const target = { ...place, size: file.size };
    const etag = await writeInParts(transfer.storage, signal, target, (upload, storage) => withLocalFile(file, (read) => {
        const readPart = async (buffer, position) => {
            await read(buffer, position);
            sha256.update(buffer);
        };
        return sendParts({ ...transfer, storage }, upload, readPart);
    }));
    return { sha256: sha256.digest('hex'), etag };
}
/** Reads the parts one after the other, as the SHA-256 of the file requires, and sends them concurrently. */
async function sendParts(transfer, upload, read) {
    const { storage, buffers, progress } = transfer;
    const finished = [];
    const group = new net_concurrency/* TaskGroup */.NH(storage.retryContext.signal);
    try {
        for (const part of partsOf(upload.target.size)) {
            const lease = await buffers.take(part.size, group.signal);
            const body = lease.buffer;
            const reading = read(body, part.start);
            group.start(async (signal) => {
                try {
                    await reading;
                    finished.push(await uploadPart(withSignal(storage, signal), upload, part, { body }));
                    progress.addBytes(part.size);
                }
                finally {
                    lease.release();
                }
            });
            await reading;
        }
    }
    catch (error) {
        group.fail(error);
    }
    await group.settled();
    return finished;
}
/**
 * Copies a file inside the storage if it has not changed since it was listed. No data passes through this machine.
 * Returns the ETag of the copy, or undefined if the source was deleted, has changed or cannot be copied. The file must
 * then be uploaded instead.
 *
 * @param largestCopy above this size, in bytes, the copy is made in parts
 * @throws StorageRequestError, or the signal's reason
 */
async function copyFile(transfer, signal, source, target, largestCopy = MAX_COPY_BYTES) {
    const { storage, buffers, progress } = transfer;
    try {
        const etag = source.size <= largestCopy
            ? await buffers.use(0, signal, () => copyObject(withSignal(storage, signal), source, target))
            : await copyInParts(transfer, signal, source, target);
        progress.addBytes(source.size);
        return etag;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof StorageRequestError) || !needsUpload(error))
            throw error;
        const { log } = storage.retryContext;
        log.debug(`s3://${source.bucket}/${source.key} could not be copied and will be uploaded: ${error.message}`);
        return undefined;
    }
}
/** Returns whether the file must be uploaded: the source was deleted, changed or unreadable, or copying unsupported. */
function needsUpload({ status }) {
    return status === 403 || status === 404 || status === 412 || status === 501;
}
/** Copies in parts of the size that an upload would use, so that the copy has the ETag of the original. */
function copyInParts({ storage, buffers }, signal, source, place) {
    const target = { ...place, size: source.size };
    return writeInParts(storage, signal, target, async (upload) => {
        const finished = [];
        await (0,net_concurrency/* forEachConcurrently */.DW)(partsOf(source.size), storage.limit, signal, async (part, inner) => {
            finished.push(await buffers.use(0, inner, () => copyPart(withSignal(storage, inner), source, upload, part)));
        });
        return finished;
    });
}

;// CONCATENATED MODULE: ./src/files/verify.js
/** Verifies the stored files of a version: after they were written, or later against the manifest next to them. */










/**
 * Lists a version and verifies that it contains the expected files, with their sizes and the ETags that the storage
 * returned when they were written, and, if `scope` is `all`, nothing else.
 *
 * @param expected sorted by key; an empty ETag is one that the storage did not give
 * @throws VerificationError with all differences
 * @throws StorageRequestError
 */
async function verifyObjects(storage, folder, expected, scope) {
    const differences = await inOrder(storage, async (list) => {
        const found = [];
        const { batches, boundaries } = findBoundaries(inBatches(expected));
        for await (const pairs of mergeByKey(list(storage, folder, '', boundaries), batches)) {
            for (const pair of pairs)
                found.push(...compareEntry(pair));
        }
        return found.filter(({ kind }) => scope === 'all' || kind !== 'unexpected');
    });
    if (differences.length > 0)
        throw new VerificationError(differences);
}
/** Returns how an object differs from the expected one, by key, size and ETag: no difference or one. */
function compareEntry([object, entry]) {
    if (object === undefined)
        return [{ kind: 'missing', key: entry.key }];
    const { key } = object;
    if (entry === undefined)
        return [{ kind: 'unexpected', key }];
    if (entry.size !== object.size)
        return [{ kind: 'size', key, expected: entry.size, found: object.size }];
    if (entry.etag === '' || entry.etag === object.etag)
        return [];
    return [{ kind: 'etag', key, expected: entry.etag, found: object.etag }];
}
/**
 * Compares a version with its manifest. Changes nothing, and keeps only the differences in memory.
 *
 * @throws StorageRequestError, or the signal's reason
 */
async function auditVersion(storage, location, depth) {
    const quick = await readInOrder(storage, location, '', compareWithManifest);
    if (depth === 'quick' || quick.differences === undefined)
        return quick;
    const differences = [];
    await withReader(storage, location, quick, (hash, signal) => readInOrder(storage, location, '', (version) => {
        differences.length = 0;
        return (0,net_concurrency/* forEachConcurrently */.DW)(pairsOf(version), storage.limit, signal, async (pair, inner) => {
            const wrong = compareEntry(pair);
            differences.push(...wrong);
            const [object, entry] = pair;
            if (object === undefined || entry === undefined || wrong.length > 0)
                return;
            const found = await hash(object, inner);
            if (found === entry.sha256)
                return;
            differences.push({ kind: 'sha256', key: object.key, expected: entry.sha256, found });
        });
    }));
    return { ...quick, differences: sortByKey(differences) };
}
/** Compares keys, sizes and ETags. */
async function compareWithManifest({ manifest, pairs }) {
    const differences = [];
    const measured = { files: 0, bytes: 0 };
    let entries = 0;
    for await (const batch of pairs) {
        for (const pair of batch) {
            const [object, entry] = pair;
            if (entry !== undefined)
                entries += 1;
            measured.files += object === undefined ? 0 : 1;
            measured.bytes += object?.size ?? 0;
            if (manifest !== undefined)
                differences.push(...compareEntry(pair));
        }
    }
    const isKnown = manifest?.isBroken !== true && (entries > 0 || measured.files === 0);
    return { ...measured, differences: isKnown ? differences : undefined };
}
async function* pairsOf({ pairs }) {
    for await (const batch of pairs)
        yield* batch;
}
/**
 * Reads every file of a version, and writes the manifest and the SHA256SUMS file of the stored files.
 *
 * @throws StorageRequestError, or the signal's reason
 */
async function writeMissingManifest(storage, location) {
    const objects = await listFiles(storage, location);
    const entries = [];
    await withReader(storage, location, measure(objects), (hash, signal) => (0,net_concurrency/* forEachConcurrently */.DW)(objects, storage.limit, signal, async (object, inner) => {
        const { key, size, etag } = object;
        entries.push({ key, size, etag, sha256: await hash(object, inner) });
    }));
    await writeManifest(storage, location, sortByKey(entries), { isComplete: true });
}
function withReader(storage, location, total, work) {
    const { clock, log, signal } = storage.retryContext;
    const buffers = new BufferPool(storage.limit);
    return withProgress({ what: 'Reading', files: total.files, bytes: total.bytes, clock, log }, (progress) => work((object, inner) => hashObject({ storage, buffers, progress }, inner, location, object), signal));
}

;// CONCATENATED MODULE: ./src/files/sync.js











/**
 * Makes a draft contain exactly these files, verifies it, and writes the manifest next to them. Can be repeated after a
 * failure, and then sends only what is missing.
 *
 * @throws VerificationError if the draft contains other files, before or after
 * @throws KeysError, FileChangedError, DeletionError, StorageRequestError, or the signal's reason
 */
async function syncVersion(storage, options) {
    const { draft } = options;
    const lap = startStopwatch(storage.retryContext.clock);
    const planner = await Planner.open(storage, options, 'all');
    const listing = lap();
    const { entries, result } = await transferFiles(storage, options, planner);
    const transferring = lap();
    await abortStaleUploads(storage, draft, () => true);
    await deleteFiles(storage, draft, planner.extraneous);
    await verifyObjects(storage, draft, entries, 'all');
    await writeManifest(storage, draft, entries, { isComplete: true });
    const durations = { listing, transferring, verifying: lap() };
    const changes = await planner.changes();
    return { ...result, removed: planner.extraneous.length, durations, changes };
}
/**
 * Adds files to a draft that other jobs may be filling, and verifies them. Removes nothing. Their manifest stays next
 * to the draft's files, for the commit to merge.
 *
 * @throws like {@link syncVersion}
 */
async function uploadFiles(storage, options) {
    const { draft, files } = options;
    const lap = startStopwatch(storage.retryContext.clock);
    const planner = await Planner.open(storage, options, 'among-others');
    const listing = lap();
    const { entries, result } = await transferFiles(storage, options, planner);
    const transferring = lap();
    const keys = new Set(files.map(({ key }) => key));
    await abortStaleUploads(storage, draft, (key) => keys.has(key));
    await verifyObjects(storage, draft, entries, 'among-others');
    const durations = { listing, transferring, verifying: lap() };
    if (result.files > 0)
        await writeManifestPart(storage, draft, result.manifest.digest, entries);
    return { ...result, removed: 0, durations };
}
/** Returns a function that returns the milliseconds since it was last called. */
function startStopwatch(clock) {
    let startMs = clock.now();
    return () => {
        const passedMs = clock.now() - startMs;
        startMs += passedMs;
        return passedMs;
    };
}
/** Plans and transfers file by file: some are read while others are sent. */
async function transferFiles(storage, options, planner) {
    const { files } = options;
    const { clock, log, signal } = storage.retryContext;
    const entries = new PackedFiles(files);
    const counts = { uploaded: 0, copied: 0, unchanged: 0, uploadedBytes: 0 };
    const buffers = new BufferPool(storage.limit);
    await withProgress({ what: 'Transferring', ...measure(files), clock, log }, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(files, storage.limit, signal, async (file, inner) => {
        const plan = await planner.plan(file, inner);
        const done = await transferFile({ storage, buffers, progress }, inner, options, plan);
        counts[done.action] += 1;
        if (done.action === 'uploaded')
            counts.uploadedBytes += file.size;
        entries.add(done.entry);
        progress.addFile();
    }));
    const manifest = describeManifest(entries);
    return { entries, result: { ...counts, files: manifest.files, bytes: manifest.bytes, manifest } };
}
async function transferFile(transfer, signal, { draft, sources }, planned) {
    const { action, file } = planned;
    if (action === 'unchanged') {
        transfer.progress.addBytes(file.size);
        return { action, entry: planned.stored };
    }
    const from = action === 'copied' ? sources[planned.source] : undefined;
    if (action === 'copied' && from !== undefined) {
        const { key, size, sha256, etag } = planned.stored;
        const source = { bucket: from.bucket, key: from.prefix + key, size, etag };
        const target = { bucket: draft.bucket, key: draft.prefix + key };
        const copied = await copyFile(transfer, signal, source, target);
        if (copied !== undefined)
            return { action, entry: { key, size, sha256, etag: copied } };
    }
    return { action: 'uploaded', entry: await uploadFile(transfer, signal, draft, file) };
}

;// CONCATENATED MODULE: ./src/files/index.js
/** The functions that operations call for the files of a version. Loaded on demand, because many steps need no files. */
















/***/ })

};
