export const id = 969;
export const ids = [969];
export const modules = {

/***/ 3996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ checkFiles)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5487);
/* harmony import */ var _s3_parts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4487);


/** S3's limit of a whole key, in bytes of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024;
/**
 * Makes sure that every file can be an object of its own.
 *
 * @param prefix what the whole keys begin with
 * @throws KeysError with all that cannot
 */
function checkFiles(files, prefix) {
    const paths = new Map();
    const problems = [];
    for (const { key, path, size } of files) {
        const other = paths.get(key);
        if (other !== undefined)
            problems.push({ key, reason: `is the key of both ${other} and ${path}` });
        paths.set(key, path);
        const length = Buffer.byteLength(prefix + key);
        if (length > MAX_KEY_BYTES)
            problems.push({ key, reason: `makes a key of ${length} bytes, ${MAX_KEY_BYTES} are the most` });
        if (size > _s3_parts_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_OBJECT_BYTES */ .lu)
            problems.push({ key, reason: `has ${size} bytes, 5 TiB are the most` });
    }
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KeysError */ .Vk(problems);
}


/***/ }),

/***/ 4969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   scanFiles: () => (/* binding */ scanFiles)
/* harmony export */ });
/* unused harmony exports ScanError, keyOf, rootOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _actions_glob__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7786);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2099);
/* harmony import */ var _check_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3996);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(257);
/* harmony import */ var _s3_location_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4058);







/** Paths that `path` matches and that cannot become files of a version. */
class ScanError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ {
    name = 'ScanError';
    paths;
    constructor(paths, reason, options) {
        const message = `${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`;
        super(message, { title: 'File not readable', ...options });
        this.paths = paths;
    }
}
/**
 * Finds files by globs, as actions/upload-artifact does: hidden ones only if asked for, symbolic links followed (a
 * folder that contains itself once). A key is the path below the least common folder of the patterns, under the
 * destination. The result is sorted by key.
 *
 * @throws ScanError naming broken symbolic links, names that are not UTF-8, and what is neither file nor folder
 * @throws KeysError where two files have one key or a file cannot be an object
 */
async function scanFiles({ patterns, includeHiddenFiles, destination }) {
    const prefix = (0,_s3_location_js__WEBPACK_IMPORTED_MODULE_6__/* .folderPrefix */ .Z)(destination);
    const { found, searchPaths } = await findFiles(patterns, {
        excludeHiddenFiles: !includeHiddenFiles,
        matchDirectories: false,
    });
    const root = rootOf(searchPaths, found, node_path__WEBPACK_IMPORTED_MODULE_1__);
    const files = [];
    for (let start = 0; start < found.length; start += STATS_AT_A_TIME) {
        const some = found.slice(start, start + STATS_AT_A_TIME);
        files.push(...(await Promise.all(some.map(async (path) => toLocalFile(path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path), root, prefix)))));
    }
    (0,_check_files_js__WEBPACK_IMPORTED_MODULE_4__/* .checkFiles */ .g)(files, '');
    return files.sort((a, b) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .compareKeys */ .YD)(a.key, b.key));
}
const STATS_AT_A_TIME = 256;
function toLocalFile(path, stats, root, prefix) {
    if (!stats.isFile())
        throw new ScanError([path], 'is neither a file nor a folder');
    const { size, mtimeMs, ino } = stats;
    return { path, key: prefix + keyOf(path, root, node_path__WEBPACK_IMPORTED_MODULE_1__), size, mtimeMs, ino };
}
/** The path of a file below the root, with `/` on every platform. */
function keyOf(path, root, paths) {
    return paths.relative(root, path).split(paths.sep).join('/');
}
/**
 * The folder that keys are relative to: of one pattern, the part before its first wildcard; of several, what these
 * parts have in common; of a single file, the folder it is in.
 *
 * @throws ScanError where they are on different drives
 */
function rootOf(searchPaths, found, paths) {
    const [first, ...others] = searchPaths;
    if (first === undefined)
        return '';
    if (others.length === 0)
        return found.length === 1 && found[0] === first ? paths.dirname(first) : first;
    const common = others.reduce((shared, path) => {
        const segments = path.split(paths.sep);
        const length = shared.findIndex((segment, at) => segment !== segments[at]);
        return length === -1 ? shared : shared.slice(0, length);
    }, first.split(paths.sep));
    if (common.length === 0)
        throw new ScanError(searchPaths, 'have no folder in common');
    // The root of a drive ends in its separator, the empty segment before which is lost in splitting.
    return common.length === 1 ? `${common[0]}${paths.sep}` : common.join(paths.sep);
}
async function findFiles(patterns, options) {
    const strict = await (0,_actions_glob__WEBPACK_IMPORTED_MODULE_2__/* .create */ .v)(patterns, { ...options, omitBrokenSymbolicLinks: false });
    const searchPaths = strict.getSearchPaths();
    try {
        return { found: await strict.glob(), searchPaths };
    }
    catch (error) {
        const first = pathIn(error);
        if (first === undefined)
            throw error;
        if (first.includes('\ufffd'))
            throw new ScanError([first], 'the name is not UTF-8', { cause: error });
        const broken = await brokenLinks(patterns, options);
        if (broken.length === 0 && (await isBehindLink(first, searchPaths)))
            broken.push(first);
        if (broken.length > 0)
            throw new ScanError(broken, 'a broken symbolic link', { cause: error });
        // The glob looks at links before it leaves them out; this one is hidden or excluded.
        const lenient = await (0,_actions_glob__WEBPACK_IMPORTED_MODULE_2__/* .create */ .v)(patterns, options);
        return { found: await lenient.glob(), searchPaths };
    }
}
/** The path of a link that a glob failed at, be it to nothing or to itself. */
function pathIn(error) {
    const [, broken, looping] = /'(.*)'.*broken symbolic link|ELOOP.*'(.*)'/s.exec(String(error)) ?? [];
    return broken ?? looping;
}
/** All broken links that the patterns ask for, sorted, though the glob itself stops at the first it sees. */
async function brokenLinks(patterns, options) {
    const globber = await (0,_actions_glob__WEBPACK_IMPORTED_MODULE_2__/* .create */ .v)(patterns, { ...options, followSymbolicLinks: false });
    const broken = [];
    for (const path of await globber.glob()) {
        const link = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isSymbolicLink();
        if (link && !(await leadsSomewhere(path)))
            broken.push(path);
    }
    return broken.sort();
}
/** Whether a path leads through a link to a folder, where a glob that follows none does not come. */
async function isBehindLink(path, searchPaths) {
    for (let folder = node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(path); !searchPaths.includes(folder); folder = node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(folder)) {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder)).isSymbolicLink())
            return true;
    }
    return false;
}
async function leadsSomewhere(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   e4: () => (/* binding */ createManifest),
/* harmony export */   ie: () => (/* binding */ storedManifestText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The manifest of a set of files, in any order. */
function createManifest(entries) {
    const text = toLines(entries, ({ key, size, sha256 }) => ({ key, size, sha256 }));
    return {
        text,
        digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex'),
        files: entries.length,
        bytes: entries.reduce((sum, { size }) => sum + size, 0),
    };
}
/** The text of the manifest that lies beside the files. */
function storedManifestText(entries) {
    return toLines(entries, ({ key, size, sha256, etag }) => ({ key, size, sha256, etag }));
}
function toLines(entries, pick) {
    const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key));
    return sorted.map((entry) => `${JSON.stringify(pick(entry))}\n`).join('');
}
/**
 * Orders keys by the bytes of their UTF-8, as S3 does. JavaScript's own order is that of UTF-16, in which characters
 * beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
function compareKeys(a, b) {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at += 1) {
        const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
        if (difference !== 0)
            return difference;
    }
    return a.length - b.length;
}
function rank(unit) {
    if (unit < 0xd800)
        return unit;
    return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}


/***/ }),

/***/ 4487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   El: () => (/* binding */ PART_SIZE),
/* harmony export */   VR: () => (/* binding */ MAX_COPY_BYTES),
/* harmony export */   lu: () => (/* binding */ MAX_OBJECT_BYTES),
/* harmony export */   md: () => (/* binding */ partCount),
/* harmony export */   wA: () => (/* binding */ rangesOf),
/* harmony export */   ww: () => (/* binding */ RANGE_SIZE)
/* harmony export */ });
/* unused harmony exports MAX_PARTS, partSizeOf */
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** Files above this go up in parts of this size, as `aws s3 cp` does by default, so that both make the same ETags. */
const PART_SIZE = 8 * MIB;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
const MAX_OBJECT_BYTES = 5 * TIB;
/** The most that one CopyObject copies. */
const MAX_COPY_BYTES = 5 * GIB;
/**
 * The size of the parts of a file, in bytes: 8 MiB, doubled until 10,000 parts are enough, which is also how the AWS
 * command line does it (`ChunksizeAdjuster` of s3transfer).
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
/** How many parts a file of `size` bytes has; an empty one has one, empty too. */
function partCount(size) {
    return Math.max(1, Math.ceil(size / partSizeOf(size)));
}
/** The parts of a file in order, as it is uploaded. */
function partsOf(size) {
    return piecesOf(size, partSizeOf(size));
}
/** So much is read of an object at a time; several readers make up for it being little. */
const RANGE_SIZE = 4 * MIB;
/** The ranges of an object in order, as it is downloaded; none of an empty one, of which no range can be asked. */
function* rangesOf(size) {
    if (size > 0)
        yield* piecesOf(size, RANGE_SIZE);
}
function* piecesOf(size, pieceSize) {
    for (let number = 1; number === 1 || (number - 1) * pieceSize < size; number += 1) {
        const start = (number - 1) * pieceSize;
        yield { number, start, size: Math.min(pieceSize, size - start) };
    }
}


/***/ })

};
