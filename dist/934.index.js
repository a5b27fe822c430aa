export const id = 934;
export const ids = [934];
export const modules = {

/***/ 4916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ withLocalFile),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   gw: () => (/* binding */ checkFiles),
/* harmony export */   o5: () => (/* binding */ SMALL),
/* harmony export */   oD: () => (/* binding */ readWhole)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5487);
/* harmony import */ var _s3_parts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4487);




/**
 * Returns the properties that show later whether a file has changed. On Windows, a path and an open file are looked up
 * by different system calls, which can report different IDs for one file, so the ID is left out there.
 */
function fingerprintOf({ size, mtimeMs, ino }, platform) {
    return { size, mtimeMs, ino: platform === 'win32' ? undefined : ino };
}
/**
 * Opens a file for as long as `work` takes, and verifies that it is still the one that was found.
 *
 * @throws FileChangedError if it is shorter, or has another size, time or inode
 */
async function withLocalFile(file, work) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file.path, 'r');
    try {
        const result = await work((buffer, position) => fill(file, handle, buffer, position));
        checkUnchanged(file, await handle.stat());
        return result;
    }
    finally {
        await handle.close();
    }
}
/** Up to this size, in bytes, handing a read or a write to another thread takes longer than doing it. */
const SMALL = 64 * 1024;
/**
 * Reads a complete file into a buffer of its size.
 *
 * @throws FileChangedError if it is not the one that was found
 */
async function readWhole(file, buffer) {
    if (file.size > SMALL)
        return withLocalFile(file, (read) => read(buffer, 0));
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file.path, 'r');
    try {
        const length = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, buffer, 0, buffer.length, 0);
        if (length < buffer.length)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FileChangedError */ .jL(file.path);
        checkUnchanged(file, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}
function checkUnchanged(file, { size, mtimeMs, ino }) {
    const isSame = size === file.size && mtimeMs === file.mtimeMs && (file.ino === undefined || ino === file.ino);
    if (!isSame)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FileChangedError */ .jL(file.path);
}
async function fill(file, handle, buffer, position) {
    let filled = 0;
    while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FileChangedError */ .jL(file.path);
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
 * @param prefix the prefix of the keys in the storage
 * @throws KeysError with all files that cannot
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
            problems.push({ key, reason: `has a key of ${length} bytes, but the maximum is ${MAX_KEY_BYTES}` });
        if (size > _s3_parts_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_OBJECT_BYTES */ .lu)
            problems.push({ key, reason: `is a file of ${size} bytes, but the maximum is 5 TiB` });
    }
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KeysError */ .Vk(problems);
}


/***/ }),

/***/ 7905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainNoMatch: () => (/* binding */ explainNoMatch),
  scanFiles: () => (/* binding */ scanFiles)
});

// UNUSED EXPORTS: keyOf, rootOf

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __webpack_require__(7730);
// EXTERNAL MODULE: ./src/files/errors.js
var errors = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/files/manifest.js
var manifest = __webpack_require__(257);
// EXTERNAL MODULE: ./src/files/s3/location.js
var s3_location = __webpack_require__(4058);
// EXTERNAL MODULE: ./src/files/local/local-file.js
var local_file = __webpack_require__(4916);
// EXTERNAL MODULE: ./src/net/errors.js
var net_errors = __webpack_require__(2099);
;// CONCATENATED MODULE: ./src/files/local/search-patterns.js

/** A pattern of `path` that leads up from a folder whose name only the search can determine. */
class InvalidPatternError extends net_errors/* ActionError */.lZ {
    name = 'InvalidPatternError';
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

// EXTERNAL MODULE: ./src/files/local/target-folder.js
var target_folder = __webpack_require__(1886);
;// CONCATENATED MODULE: ./src/files/local/walk.js





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
    const paths = [...new Set(plain.map((line) => (0,external_node_path_.resolve)(line)))];
    return paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
}
function isBelow(path, folder) {
    for (let above = (0,external_node_path_.dirname)(path);; above = (0,external_node_path_.dirname)(above)) {
        if (above === folder)
            return true;
        if (above === (0,external_node_path_.dirname)(above))
            return false;
    }
}
/** Other work runs once in this many files, because reading folders is synchronous. */
const FILES_AT_A_TIME = 1000;
/**
 * Finds all files in folders, with the rules of the glob library. A scan with the library takes twelve times as long,
 * because it hands every path to another thread and waits for it.
 *
 * @throws ScanError with broken symbolic links and names that are not UTF-8
 */
async function walkFolders(folders, includeHidden) {
    const walk = { includeHidden, broken: [] };
    const found = [];
    for (const folder of folders) {
        const stats = (0,target_folder/* statsOf */.LZ)(folder);
        if (stats === undefined || isHidden((0,external_node_path_.basename)(folder), walk))
            continue;
        for (const file of filesAt(folder, stats, walk, [])) {
            found.push(file);
            if (found.length % FILES_AT_A_TIME === 0)
                await (0,external_node_timers_promises_.setImmediate)();
        }
    }
    if (walk.broken.length > 0)
        throw new errors/* ScanError */.sC(walk.broken.sort(), 'broken symbolic link');
    return found;
}
function* filesAt(path, entry, walk, above) {
    const type = entry.isSymbolicLink() ? followLink(path, walk) : entry;
    if (type === undefined)
        return;
    if (!type.isDirectory()) {
        yield path;
        return;
    }
    const real = (0,external_node_fs_.realpathSync)(path);
    // A link to a folder that contains the link.
    if (above.includes(real))
        return;
    for (const child of (0,external_node_fs_.readdirSync)(path, { withFileTypes: true })) {
        if (isHidden(child.name, walk))
            continue;
        const childPath = (0,external_node_path_.join)(path, child.name);
        if (child.name.includes('\ufffd') && (0,target_folder/* statsOf */.LZ)(childPath) === undefined) {
            throw new errors/* ScanError */.sC([childPath], 'name is not UTF-8');
        }
        yield* filesAt(childPath, child, walk, [...above, real]);
    }
}
function isHidden(name, { includeHidden }) {
    return !includeHidden && name.startsWith('.');
}
/** Returns the type of what a link leads to; undefined, after noting it, if the link is broken or leads to itself. */
function followLink(path, { broken }) {
    try {
        return (0,external_node_fs_.statSync)(path);
    }
    catch (error) {
        if (!['ENOENT', 'ELOOP'].includes(String((0,target_folder/* codeOf */.$N)(error))))
            throw error;
        broken.push(path);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/files/local/scan.js











/**
 * Finds files by globs, as actions/upload-artifact does: includes hidden files only on request, and follows symbolic
 * links (and follows a link to a folder that contains the link only once). The key of a file is its path relative to
 * the deepest common folder of the patterns, under the destination. The result is sorted by key.
 *
 * @throws ScanError with broken symbolic links, names that are not UTF-8, or paths that are neither file nor folder
 * @throws KeysError if two files have the same key or a file cannot be an object in S3
 */
async function scanFiles(options) {
    const { includeHiddenFiles, destination, platform } = options;
    const prefix = (0,s3_location/* folderPrefix */.Z4)(destination);
    const folders = plainPathsOf(options.patterns, platform);
    const { found, searchPaths } = folders === undefined
        ? await findByGlob(resolveParents(options.patterns, process.cwd(), external_node_path_), {
            excludeHiddenFiles: !includeHiddenFiles,
            matchDirectories: false,
        })
        : { found: await walkFolders(folders, includeHiddenFiles), searchPaths: folders };
    const root = rootOf(searchPaths, found, external_node_path_);
    const describe = (path) => {
        const stats = (0,external_node_fs_.statSync)(path);
        if (!stats.isFile())
            throw new errors/* ScanError */.sC([path], 'neither a file nor a folder');
        // Written out: an object that is spread from another takes twice the memory, and there may be many.
        const { size, mtimeMs, ino } = (0,local_file/* fingerprintOf */.ax)(stats, platform);
        return { path, key: prefix + keyOf(path, root, external_node_path_, platform), size, mtimeMs, ino };
    };
    const files = [];
    for (const [index, path] of found.entries()) {
        // Reading the status is synchronous, because handing the call to another thread takes longer.
        if (index % STATS_AT_A_TIME === 0)
            await (0,external_node_timers_promises_.setImmediate)();
        files.push(describe(path));
    }
    (0,local_file/* checkFiles */.gw)(files, '');
    return files.sort((a, b) => (0,manifest/* compareKeys */.YD)(a.key, b.key));
}
const STATS_AT_A_TIME = 256;
/**
 * Returns the path of a file relative to the root, with `/` on every platform. macOS may return names in decomposed
 * form (NFD), where other systems use the composed form (NFC). Names from macOS are composed, so that a file has the
 * same key on every platform.
 */
function keyOf(path, root, paths, platform) {
    const key = paths.relative(root, path).split(paths.sep).join('/');
    return platform === 'darwin' ? key.normalize('NFC') : key;
}
/**
 * Returns the folder that keys are relative to: for one pattern, the folder before its first wildcard; for several
 * patterns, the deepest common folder; for a single file, the folder that contains it.
 *
 * @throws ScanError if the patterns are on different drives
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
        throw new errors/* ScanError */.sC(searchPaths, 'no common folder');
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
        return { found: await strict.glob(), searchPaths };
    }
    catch (error) {
        const first = pathIn(error);
        if (first === undefined)
            throw error;
        if (first.includes('\ufffd'))
            throw new errors/* ScanError */.sC([first], 'name is not UTF-8', { cause: error });
        const broken = await brokenLinks(patterns, options);
        if (broken.length === 0 && (await isBehindLink(first, searchPaths)))
            broken.push(first);
        if (broken.length > 0)
            throw new errors/* ScanError */.sC(broken, 'broken symbolic link', { cause: error });
        // The link is hidden or excluded: the glob checks links before it applies exclusions.
        const lenient = await createGlobber(patterns, options);
        return { found: await lenient.glob(), searchPaths };
    }
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
        const link = (await (0,promises_.lstat)(path)).isSymbolicLink();
        if (link && !(await isReachable(path)))
            broken.push(path);
    }
    return broken.sort();
}
/** Returns whether a path leads through a link to a folder, which a glob that follows no links does not enter. */
async function isBehindLink(path, searchPaths) {
    for (let folder = external_node_path_.dirname(path); !searchPaths.includes(folder); folder = external_node_path_.dirname(folder)) {
        if ((await (0,promises_.lstat)(folder)).isSymbolicLink())
            return true;
    }
    return false;
}
async function isReachable(path) {
    try {
        await (0,promises_.stat)(path);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * Explains why patterns matched no file: the searched folder and, if a name in it is missing, similar names. Call it
 * after a scan that found nothing.
 *
 * @param patterns one per line, as the input `path` has them
 */
async function explainNoMatch(patterns) {
    const searched = (await createGlobber(resolveParents(patterns, process.cwd(), external_node_path_))).getSearchPaths();
    const reasons = await Promise.all(searched.map(explainSearch));
    return reasons.length === 0 ? 'No line selects files: each begins with `!` or `#`.' : reasons.join(' ');
}
async function explainSearch(searched) {
    const { folder, names, missing } = await deepestFolder(searched);
    if (names.length === 0)
        return `The folder ${folder} is empty.${checkoutHint(folder, names)}`;
    if (missing === undefined || names.includes(missing))
        return `No file in ${folder} matches.`;
    const suggestion = (0,format/* didYouMean */.au)(missing, names);
    return `The folder ${folder} has no \`${missing}\`.${suggestion && ` ${suggestion}`}${checkoutHint(folder, names)}`;
}
/** Finds the deepest folder on a path that exists. */
async function deepestFolder(searched) {
    let folder = searched;
    let missing;
    for (;;) {
        const names = await namesIn(folder);
        const parent = external_node_path_.dirname(folder);
        if (names !== undefined || parent === folder)
            return { folder, names: names ?? [], missing };
        missing = external_node_path_.basename(folder);
        folder = parent;
    }
}
async function namesIn(folder) {
    try {
        return await (0,promises_.readdir)(folder);
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


/***/ }),

/***/ 1886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   EV: () => (/* binding */ openTargetFolder),
/* harmony export */   L: () => (/* binding */ checkKeys),
/* harmony export */   LZ: () => (/* binding */ statsOf),
/* harmony export */   zN: () => (/* binding */ foldName)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5487);




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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .KeysError */ .Vk(problems);
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
const localDisk = { lstat: statsOf, mkdir: node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir, realpath: node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath };
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
        const making = ensure((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder), key).then(() => ensureFolder(disk, root, folder, key));
        made.set(folder, making);
        return making;
    };
    return {
        root,
        resolve: (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, name),
        prepare: async (key) => {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, ...key.split('/'));
            await ensure((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), key);
            if (disk.lstat(file)?.isDirectory())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .KeysError */ .Vk([{ key, reason: 'is an existing folder in the download folder' }]);
            return file;
        },
    };
}
async function ensureFolder(disk, root, folder, key) {
    const stats = disk.lstat(folder) ?? (await makeFolder(disk, folder));
    if (stats === undefined || stats.isDirectory())
        return;
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(root, folder);
    if (!stats.isSymbolicLink())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .KeysError */ .Vk([{ key, reason: `needs the folder ${name}, but a file with that name exists` }]);
    const target = await disk.realpath(folder);
    if (target !== root && !target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .KeysError */ .Vk([
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
/** Returns what exists at a path, without following links; undefined if nothing does. */
function statsOf(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
}
/** Returns the code of a system error, such as `ENOENT`. */
function codeOf(error) {
    return Error.isError(error) && 'code' in error ? error.code : undefined;
}


/***/ }),

/***/ 257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ manifestText),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   cV: () => (/* binding */ checksumsText),
/* harmony export */   e4: () => (/* binding */ createManifest),
/* harmony export */   ie: () => (/* binding */ storedManifestText),
/* harmony export */   r6: () => (/* binding */ sortByKey),
/* harmony export */   xP: () => (/* binding */ measure)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Counts files and adds up their sizes. */
function measure(files) {
    return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
/** Returns the manifest of a set of files, in any order. */
function createManifest(files) {
    const entries = sortByKey(files);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const text of manifestText(entries))
        digest.update(text);
    return { entries, digest: digest.digest('hex'), ...measure(entries) };
}
/** Yields the text of a manifest: one JSON object per line. */
function manifestText(entries) {
    return textOf(entries, ({ key, size, sha256 }) => JSON.stringify({ key, size, sha256 }));
}
/**
 * Yields the text of the manifest that is stored next to the files, which also has the ETags.
 *
 * @param total the number and total size of the entries, if they are all files of the version: the first line
 */
function* storedManifestText(entries, total) {
    if (total !== undefined)
        yield `${JSON.stringify({ files: total.files, bytes: total.bytes })}\n`;
    yield* textOf(entries, ({ key, size, sha256, etag }) => JSON.stringify({ key, size, sha256, etag }));
}
/** Yields the text of the SHA256SUMS file of a set of files. */
function checksumsText(entries) {
    return textOf(entries, checksumLine);
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
const LINES_AT_A_TIME = 1000;
/** Yields the lines of entries, many at a time. The text of all of them may take more memory than the entries. */
function* textOf(entries, line) {
    for (let start = 0; start < entries.length; start += LINES_AT_A_TIME) {
        const some = entries.slice(start, start + LINES_AT_A_TIME);
        yield some.map((entry) => `${line(entry)}\n`).join('');
    }
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


/***/ }),

/***/ 4487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ bareEtag),
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   El: () => (/* binding */ PART_SIZE),
/* harmony export */   VR: () => (/* binding */ MAX_COPY_BYTES),
/* harmony export */   Wl: () => (/* binding */ etagForm),
/* harmony export */   aG: () => (/* binding */ composedEtag),
/* harmony export */   lu: () => (/* binding */ MAX_OBJECT_BYTES),
/* harmony export */   md: () => (/* binding */ partCount),
/* harmony export */   wA: () => (/* binding */ rangesOf),
/* harmony export */   ww: () => (/* binding */ RANGE_SIZE),
/* harmony export */   zP: () => (/* binding */ copyOf)
/* harmony export */ });
/* unused harmony exports MAX_PARTS, partSizeOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** Larger files are uploaded in parts of this size, as by `aws s3 cp`, so that both produce the same ETags. */
const PART_SIZE = 8 * MIB;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
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
/** The number of bytes read at a time; several readers compensate for the small size. */
const RANGE_SIZE = 4 * MIB;
/** Returns the ranges of an object in order, as it is downloaded; none for an empty one, which has no valid range. */
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
/** Returns the ETag of a multipart upload from its parts' hexadecimal MD5s: the MD5 of them all, and their number. */
function composedEtag(partMd5s) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5');
    for (const md5 of partMd5s)
        hash.update(md5, 'hex');
    return `${hash.digest('hex')}-${partMd5s.length}`;
}


/***/ })

};
