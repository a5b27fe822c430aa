export const id = 727;
export const ids = [727];
export const modules = {

/***/ 6117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ compileGlob),
/* harmony export */   Z: () => (/* binding */ compileKeyFilter)
/* harmony export */ });
/**
 * Compiles one glob for keys or tags: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one
 * character. All other characters match themselves, even at the beginning of a name. Matching takes at most the time of
 * comparing every part of the glob with every character.
 *
 * @throws SyntaxError if a set such as `[z-a]` has no meaning
 */
function compileGlob(glob) {
    const tokens = tokensOf(glob);
    return (text) => matches(tokens, text, 'whole');
}
/**
 * Compiles globs for keys: a folder selects everything in it, `!` excludes, and the last glob that matches decides.
 * Empty globs and those that begin with `#` are comments.
 *
 * @throws SyntaxError like {@link compileGlob}
 */
function compileKeyFilter(globs) {
    const rules = globs
        .map((glob) => glob.trim())
        .filter((glob) => glob !== '' && !glob.startsWith('#'))
        .map((glob) => {
        const excludes = glob.startsWith('!');
        const path = (excludes ? glob.slice(1) : glob).replace(/^(\.?\/)+/, '').replace(/(?<!\/)\/+$/, '');
        return { excludes, tokens: tokensOf(path) };
    });
    return (key) => rules.findLast(({ tokens }) => matches(tokens, key, 'folder'))?.excludes === false;
}
function tokensOf(glob) {
    const parts = glob.matchAll(/\*\*\/|\*\*|\*|\?|\[(!|\^)?([^\]]+)\]|./gsu);
    return Array.from(parts, ([text, negated, set]) => {
        if (text === '*' || text === '**' || text === '**/')
            return text;
        if (text === '?')
            return (character) => character !== '/';
        if (set === undefined)
            return (character) => character === text;
        const one = new RegExp(`^[${negated === undefined ? '' : '^/'}${set.replace(/[\\^[]/g, '\\$&')}]$`, 'su');
        return (character) => one.test(character);
    });
}
/**
 * Returns whether the tokens match the complete text or, for `folder`, a folder that it is in. All ways to match are
 * followed together, so the time is bounded by tokens times characters, which a regular expression can exceed.
 */
function matches(tokens, text, extent) {
    if (tokens.length === 0)
        return extent === 'folder' || text === '';
    let places = new Set();
    reach(tokens, 0, places);
    for (const character of text) {
        if (extent === 'folder' && character === '/' && places.has(tokens.length))
            return true;
        const next = new Set();
        for (const place of places) {
            for (const reached of step(tokens, place, character))
                reach(tokens, reached, next);
        }
        places = next;
    }
    return places.has(tokens.length);
}
/** Inside a folder, `**` + `/` cannot be left before the next slash: its state is numbered token + 0.5. */
const HALF = 0.5;
/** Returns the states that a character leads to. */
function step(tokens, place, character) {
    const token = tokens[Math.floor(place)];
    if (token === undefined)
        return [];
    if (token === '*')
        return character === '/' ? [] : [place];
    if (token === '**')
        return [place];
    if (token === '**/') {
        const inside = Math.floor(place) + HALF;
        return character === '/' ? [inside, Math.floor(place) + 1] : [inside];
    }
    return token(character) ? [place + 1] : [];
}
/** Adds a state, and the later ones that need no character. */
function reach(tokens, place, places) {
    for (let at = place; !places.has(at); at += 1) {
        places.add(at);
        const token = tokens[at];
        if (token !== '*' && token !== '**' && token !== '**/')
            return;
    }
}


/***/ }),

/***/ 7727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/files/globs.js
var files_globs = __webpack_require__(6117);
// EXTERNAL MODULE: ./src/net/concurrency.js
var net_concurrency = __webpack_require__(7633);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __webpack_require__(7730);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __webpack_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/references.js
var references = __webpack_require__(2405);
// EXTERNAL MODULE: ./src/operations/access.js
var access = __webpack_require__(8367);
// EXTERNAL MODULE: ./src/operations/deletion.js
var deletion = __webpack_require__(5263);
// EXTERNAL MODULE: ./src/operations/deletion-rules.js
var deletion_rules = __webpack_require__(6409);
// EXTERNAL MODULE: ./src/operations/inputs.js + 1 modules
var inputs = __webpack_require__(1467);
// EXTERNAL MODULE: ./src/operations/operation.js
var operation = __webpack_require__(5704);
;// CONCATENATED MODULE: ./src/operations/orphans.js





/**
 * Finds the orphans of a dataset: folders that are named like a version, that the API listed neither before nor after
 * they were found, that it does not return by their ID either, and to which nothing was written for an hour. Searches
 * only next to the folders of versions that the API returns.
 */
async function findOrphans({ log }, services, reclaimer) {
    const { listFolders } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const roots = rootsOf(reclaimer.datasetId, reclaimer.known);
    if (roots.length === 0)
        log.notice('Did not search for orphaned folders: no version has a storage URL that shows where the files of the dataset are stored');
    const found = [];
    for (const { bucket, prefix } of roots) {
        for await (const version of listFolders(reclaimer.storage, { bucket, prefix })) {
            found.push({ version, url: `s3://${bucket}/${prefix}${version}` });
        }
    }
    await reclaimer.listAgain();
    const known = new Set(reclaimer.known.map(({ version }) => version));
    const candidates = found.filter(({ version }) => (0,references/* isVersionId */.A_)(version) && !known.has(version));
    const orphans = [];
    await (0,net_concurrency/* forEachConcurrently */.DW)(candidates, reclaimer.storage.limit, services.signal, async (candidate) => {
        const orphan = await findOrphan(services, reclaimer, candidate);
        if (orphan !== undefined)
            orphans.push(orphan);
    });
    return orphans.sort((a, b) => (a.version < b.version ? -1 : 1));
}
/** Checks a folder with the API and the storage; returns undefined if it is not an orphan. */
async function findOrphan({ clock }, reclaimer, candidate) {
    const { version } = candidate;
    const found = reclaimer.folderOf(candidate);
    if ('reason' in found || (await reclaimer.isKnown(version)))
        return undefined;
    const { measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const { newestMs, files, bytes } = await measureFolder(reclaimer.storage, found.folder);
    return (0,deletion_rules/* isAbandoned */.zI)(newestMs, clock.now()) ? { version, folder: found.folder, files, bytes } : undefined;
}
/** Deletes an orphan, except in a dry run, unless the API now returns it or another process now writes to it. */
async function deleteOrphan({ log }, services, reclaimer, { version, folder }, isDryRun) {
    const url = `s3://${folder.bucket}/${folder.prefix}`;
    const orphan = await findOrphan(services, reclaimer, { version, url });
    const freed = orphan === undefined ? { reason: 'it is in use again' } : await reclaimer.freeFolder(orphan.folder, isDryRun);
    const ref = `${reclaimer.datasetId}:${version}`;
    if ('reason' in freed)
        log.warning(`Skipped the folder of ${ref}: ${freed.reason}`);
    else if (!isDryRun) {
        log.info(`Deleted ${(0,deletion/* freedText */.Kv)(freed)} from the folder of ${ref}, which does not exist in the API`);
    }
    return freed;
}
/** Returns the folders that contain versions of the dataset, each once. */
function rootsOf(datasetId, versions) {
    const roots = new Map();
    for (const version of versions) {
        const root = (0,deletion_rules/* folderOfVersions */.xG)(datasetId, version);
        if (root !== undefined)
            roots.set(`${root.bucket}/${root.prefix}`, root);
    }
    return [...roots.values()];
}
/** Finds the orphans of a dataset and deletes them, except in a dry run. */
async function deleteOrphans(step, services, reclaimer, isDryRun) {
    const results = [];
    const orphans = await findOrphans(step, services, reclaimer);
    step.log.info(`Found ${(0,format/* formatCount */.B4)(orphans.length, 'orphaned folder')}`);
    for (const orphan of orphans) {
        const { folder, files, bytes } = orphan;
        step.log.info(`- s3://${folder.bucket}/${folder.prefix}: ${(0,deletion/* freedText */.Kv)({ files, bytes })}`);
        const freed = await deleteOrphan(step, services, reclaimer, orphan, isDryRun);
        results.push({ orphan, freed });
    }
    return results;
}
const MAX_ROWS = 100;
/** Returns a table of the orphans, or nothing if there are none. */
function orphanTable(results, isDryRun) {
    if (results.length === 0)
        return [];
    const rows = results
        .slice(0, MAX_ROWS)
        .map(({ orphan: { folder }, freed }) => [`s3://${folder.bucket}/${folder.prefix}`, (0,deletion/* freedText */.Kv)(freed)]);
    const columns = ['Folder of a version that does not exist in the API', isDryRun ? 'Would be deleted' : 'Deleted'];
    return [{ kind: 'table', columns, rows, omitted: results.length - rows.length }];
}

// EXTERNAL MODULE: ./src/operations/report.js
var report = __webpack_require__(6379);
// EXTERNAL MODULE: ./src/operations/step.js
var step = __webpack_require__(2355);
;// CONCATENATED MODULE: ./src/operations/prune.js















const prune = (0,operation/* defineOperation */.h9)({
    name: 'prune',
    calls: 'the list, then a GET and a DELETE for each version to delete',
    purpose: 'delete old versions and drafts by retention rules',
    target: 'dataset',
    optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'orphans', ...inputs/* reclaimInputs */.nf, 'dry-run'],
    outputs: [...step/* datasetOutputNames */.YA, 'count', 'versions', 'files', 'bytes'],
    check: (inputs) => {
        const rule = inputs['keep-last'] ?? inputs['older-than'] ?? inputs['drafts-older-than'];
        const message = 'is missing, and so are `older-than`, `drafts-older-than` and `orphans: true`. Set at least one of them';
        const missing = rule === undefined && !inputs.orphans ? [{ input: 'keep-last', message }] : [];
        return [...missing, ...(0,access/* globProblems */.V$)('prune-tags', () => tagMatcher(inputs['prune-tags'] ?? []))];
    },
    run: async (step, { target, ...inputs }, services) => {
        const versions = await listCandidates(services, target.datasetId);
        const rules = {
            keepLast: inputs['keep-last'],
            olderThanMs: inputs['older-than'],
            draftsOlderThanMs: inputs['drafts-older-than'],
            canDelete: tagMatcher(inputs['prune-tags'] ?? []),
        };
        const plan = (0,deletion_rules/* planPrune */.wM)(versions, rules, services.clock.now());
        const isDryRun = inputs['dry-run'];
        const prune = { step, services, target, versions, plan, kept: (0,deletion_rules/* describeKept */.gt)(plan, rules), isDryRun };
        await showPlan(prune);
        const usesStorage = inputs['delete-files'] || inputs.orphans;
        const reclaimer = usesStorage ? await deletion/* Reclaimer */.lP.open(services, inputs, target.datasetId, versions) : undefined;
        const results = await deleteAll(prune, inputs.concurrency, inputs['delete-files'] ? reclaimer : undefined);
        const orphans = inputs.orphans && reclaimer ? await deleteOrphans(step, services, reclaimer, isDryRun) : [];
        if (usesStorage)
            step.output((0,deletion/* totalFreed */.n7)([...results, ...orphans].flatMap(({ freed }) => freed ?? [])));
        return prune_report(prune, results, orphans);
    },
});
/** Lists all versions, and keeps only the fields that retention needs, so that a long list stays small. */
async function listCandidates({ paperspace }, datasetId) {
    const versions = [];
    for await (const listed of (0,references/* newestVersions */.aH)(paperspace, datasetId, { ahead: true })) {
        const { version, isCommitted, tags, dtCreated, dtModified, usageBytes, url } = listed;
        versions.push({ version, isCommitted, tags, dtCreated, dtModified, usageBytes, url });
    }
    return versions;
}
function tagMatcher(globs) {
    const matchers = globs.map(files_globs/* compileGlob */.S);
    return (tag) => matchers.some((matches) => matches(tag));
}
const MAX_PLAN_LINES = 100;
async function showPlan({ step, target, versions, plan, kept, isDryRun }) {
    const { deleted } = plan;
    step.output({ ...target.outputs, count: deleted.length, versions: deleted.map(({ version }) => version) });
    if (deleted.length === 0)
        return;
    // The headline of a dry run says the same.
    if (!isDryRun)
        step.log.info(`${deleted.length} of ${(0,format/* formatCount */.B4)(versions.length, 'version')} will be deleted`);
    for (const version of deleted.slice(0, MAX_PLAN_LINES))
        step.log.info(`- ${describe(version)}`);
    if (deleted.length > MAX_PLAN_LINES)
        step.log.info(`- and ${deleted.length - MAX_PLAN_LINES} more`);
    step.log.info(`Kept: ${kept}`);
    await step.summary(keptNote(kept), resultTable(deleted.map((version) => ({ version, result: 'not deleted yet' }))));
}
function describe({ version, isCommitted, tags, dtCreated }) {
    const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
    return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${(0,format/* formatTime */.fU)(dtCreated)})`;
}
const WOULD_DELETE = 'would be deleted';
const DELETED = 'deleted';
const GONE = 'not found: already deleted';
/**
 * Deletes versions, and then the files of those that were deleted. A failure does not stop the rest; at the end all
 * failures are thrown together.
 *
 * @param reclaimer deletes the files, if requested
 */
async function deleteAll(prune, concurrency, reclaimer) {
    const { step, services, plan, isDryRun } = prune;
    const { deleted: planned } = plan;
    const limit = services.limitConcurrency(concurrency);
    const { done, failures } = (0,net_concurrency/* separateErrors */.PQ)(await (0,net_concurrency/* attemptEach */.Jb)(planned, limit, services.signal, (version) => deleteIfUnmodified(prune, version)));
    const gone = done.filter(({ result }) => result === (isDryRun ? WOULD_DELETE : DELETED));
    const versions = gone.map(({ version }) => version);
    const reclaimed = (0,net_concurrency/* separateErrors */.PQ)((await reclaimer?.reclaimAll(step, versions, isDryRun)) ?? []);
    failures.push(...reclaimed.failures);
    if (failures.length > 0) {
        throw new errors/* PartialFailure */.CI(`Pruning failed for ${failures.length} of ${(0,format/* formatCount */.B4)(planned.length, 'version')}`, failures);
    }
    const freed = new Map(reclaimed.done.map((one, index) => [versions[index], one]));
    return done.map((result) => ({ ...result, freed: freed.get(result.version) }));
}
/** Deletes a version, unless it was modified since planning: it is read back just before. */
async function deleteIfUnmodified(prune, version) {
    const { step, services, target, isDryRun } = prune;
    if (isDryRun)
        return { version, result: WOULD_DELETE };
    const { paperspace } = services;
    const { datasetId } = target;
    const ref = `${datasetId}:${version.version}`;
    const now = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.getVersion(datasetId, version.version));
    if (now === undefined)
        return { version, result: GONE };
    if (isModified(now, version)) {
        step.log.warning(`Skipped version ${ref}: modified since planning`);
        return { version, result: 'skipped: modified since planning' };
    }
    const deleted = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.deleteVersion(datasetId, version.version));
    if (deleted === undefined)
        return { version, result: GONE };
    step.log.info(`Deleted version ${ref}`);
    return { version: { ...version, url: now.url }, result: DELETED };
}
/** Returns whether a version was modified since planning. A touched draft counts, because a job is filling it. */
function isModified(now, { isCommitted, tags, dtModified }) {
    if (now.isCommitted !== isCommitted || !(0,external_node_util_.isDeepStrictEqual)(now.tags, tags))
        return true;
    return !isCommitted && now.dtModified !== dtModified;
}
async function prune_report(prune, results, orphans) {
    const { step, versions, kept, isDryRun } = prune;
    await step.appendResult(results.map(({ version: { url: _url, ...version }, ...result }) => ({ ...version, ...result })));
    await step.appendResult(orphans.map(({ orphan, freed }) => ({ ...orphan, result: 'orphan', freed })));
    const notes = kept === '' ? [] : [keptNote(kept)];
    await step.summary(...notes, resultTable(results), ...orphanTable(orphans, isDryRun), ...sizeChart(versions, results));
    const deleted = results.filter(({ result }) => result === DELETED).length;
    const isDone = !isDryRun && deleted + orphans.length > 0;
    const storage = storageText([...results, ...orphans], isDryRun);
    return { outcome: isDone ? 'deleted' : 'none', headline: `${versionsText(prune, deleted)}${storage}` };
}
function versionsText({ target, versions: all, plan, kept, isDryRun }, deleted) {
    const total = all.length;
    const versions = `${(0,format/* formatCount */.B4)(total, 'version')} of dataset ${target.label}`;
    const dryRun = isDryRun ? 'Dry run: would ' : '';
    if (total === 0)
        return `Dataset ${target.label} has no versions`;
    if (plan.deleted.length === 0) {
        const all = total === 1 ? `the only version of dataset ${target.label}` : `all ${versions}`;
        return `${isDryRun ? `${dryRun}keep` : 'Kept'} ${all}: ${kept}`;
    }
    if (isDryRun)
        return `${dryRun}delete ${plan.deleted.length} of ${versions}`;
    return `Deleted ${(0,format/* formatInteger */.Sm)(deleted)} of ${versions}`;
}
/** Describes the deleted files, if their deletion was requested. */
function storageText(results, isDryRun) {
    const freed = results.flatMap((result) => result.freed ?? []);
    if (freed.length === 0)
        return '';
    return `; ${(0,deletion/* freedText */.Kv)((0,deletion/* totalFreed */.n7)(freed))} ${isDryRun ? 'would be ' : ''}deleted from the storage`;
}
function keptNote(kept) {
    return { kind: 'note', text: `Kept: ${kept}` };
}
/** Draws the sizes of the versions that remain. */
function sizeChart(all, results) {
    const isGone = (result) => result === DELETED || result === GONE;
    const gone = new Set(results.filter(({ result }) => isGone(result)).map(({ version }) => version.version));
    const sizes = new report/* SizeSeries */.PR();
    for (const version of all)
        if (!gone.has(version.version))
            sizes.add(version);
    return sizes.chart();
}
function resultTable(results) {
    const hasFiles = results.some(({ freed }) => freed !== undefined);
    const rows = results
        .slice(0, MAX_PLAN_LINES)
        .map(({ version: { version, tags, usageBytes, dtCreated }, result, freed }) => [
        version,
        tags.join(', '),
        (0,format/* formatUsage */.pK)(usageBytes),
        (0,format/* formatTime */.fU)(dtCreated),
        result,
        ...(hasFiles ? [freed === undefined ? '' : (0,deletion/* freedText */.Kv)(freed)] : []),
    ]);
    const columns = ['Version', 'Tags', 'Size', 'Created', 'Result', ...(hasFiles ? ['Storage'] : [])];
    return { kind: 'table', columns, rows, omitted: results.length - rows.length };
}


/***/ }),

/***/ 6379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FE: () => (/* binding */ describeTags),
/* harmony export */   HN: () => (/* binding */ reportDryRun),
/* harmony export */   PR: () => (/* binding */ SizeSeries),
/* harmony export */   dB: () => (/* binding */ warnIfTagsDiffer),
/* harmony export */   fV: () => (/* binding */ reportVersion),
/* harmony export */   hY: () => (/* binding */ reportDataset),
/* harmony export */   iN: () => (/* binding */ versionFacts),
/* harmony export */   p$: () => (/* binding */ reportList),
/* harmony export */   uQ: () => (/* binding */ describeChange)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7730);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2355);
/** Reports results: as outputs, as the output `result`, and as blocks of the summary. */



/** Reports one dataset: its outputs, the API's response as `result`, and its facts. `done` begins the headline. */
async function reportDataset(step, outcome, done, dataset) {
    step.output((0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .datasetOutputs */ .T0)(dataset));
    await step.summary({
        kind: 'facts',
        facts: [
            ['Dataset', dataset.name ?? '(no name)'],
            ['ID', dataset.id],
            ['Description', dataset.description ?? ''],
            ['Public', dataset.isPublic ? 'yes' : 'no'],
            ['Storage provider', dataset.storageProviderId ?? ''],
            ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(dataset.dtCreated)],
        ],
    });
    await step.result(dataset);
    const { id, name } = dataset;
    return { outcome, headline: `${done} dataset ${name === null ? id : `${name} (${id})`}` };
}
/** Reports one version: its outputs, the API's response as `result`, and its facts. */
async function reportVersion(step, outcome, headline, version, more = {}) {
    step.output({ ...(0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOutputs */ .V7)(version), ...more });
    await step.summary(versionFacts(version, more));
    await step.result(version);
    return { outcome, headline };
}
/** Reports what a dry run would have done, in the infinitive. Sets only outputs that are already known. */
async function reportDryRun(step, would, outputs) {
    step.output(outputs);
    await step.summary({ kind: 'note', text: 'Nothing was changed.' });
    await step.result({ 'dry-run': true, would });
    return { outcome: 'none', headline: `Dry run: would ${would}` };
}
/** Describes a change of fields for a dry run, as `set name to "x" and description to null`. */
function describeChange(fields) {
    const changes = Object.entries(fields).filter(([, value]) => value !== undefined);
    const parts = changes.map(([field, value]) => `${field} to ${JSON.stringify(value)}`);
    return `set ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatList */ .ki)(parts)}`;
}
/** Describes tags, as `` tag `a` ``, `` tags `a`, `b` `` or `no tags`. */
function describeTags(tags) {
    if (tags.length === 0)
        return 'no tags';
    return `${tags.length === 1 ? 'tag' : 'tags'} ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
}
/**
 * Returns the facts of a version, and of the changes to its files. If the step knows the files, the size that
 * the API reports is omitted, because it may be out of date.
 */
function versionFacts(version, { files, bytes, ...outputs } = {}) {
    const count = (value) => (value === undefined ? '' : (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatInteger */ .Sm)(value));
    const facts = [
        ['Reference', `${version.datasetId}:${version.version}`],
        ['State', version.isCommitted ? 'committed' : 'draft'],
        ['Tags', version.tags.join(', ')],
        ['Message', version.message ?? ''],
        ['URL', version.url ?? ''],
        ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(version.dtCreated)],
        ['Files', count(files)],
        ['Size', bytes === undefined ? (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUsage */ .pK)(version.usageBytes) : (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatExactBytes */ .Uv)(bytes)],
        ['Uploaded', count(outputs['files-uploaded'])],
        ['Copied', count(outputs['files-copied'])],
        ['Unchanged', count(outputs['files-unchanged'])],
        ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
    ];
    return { kind: 'facts', facts };
}
const MAX_ROWS = 100;
/** Reports a list. Its items go straight into the result file, so that a long list takes no memory. */
async function reportList(step, { noun, pages, columns, keep = () => true, outputs, sizes }) {
    const rows = [];
    let count = 0;
    let nextPage;
    for await (const page of pages) {
        const kept = page.items.filter(keep);
        count += kept.length;
        rows.push(...kept.slice(0, MAX_ROWS - rows.length).map((item) => Object.values(columns).map((cell) => cell(item))));
        await step.appendResult(kept);
        nextPage = page.nextPage;
    }
    step.output({ ...outputs, count, 'next-page': nextPage ?? '' });
    const table = { kind: 'table', columns: Object.keys(columns), rows, omitted: count - rows.length };
    await step.summary(table, ...(sizes?.chart() ?? []));
    return { outcome: count === 0 ? 'none' : 'found', headline: `Found ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count, noun)}` };
}
/** Fewer bars do not show a trend. */
const MIN_BARS = 3;
/** More bars than this make the chart taller than a screen. */
const MAX_BARS = 20;
/** Mermaid draws labels of this form and length unchanged and without overlap. */
const DRAWABLE_TAG = /^[\w.:+/()-]{1,24}$/;
/** Collects the sizes of committed versions for a chart, and holds at most twice as many as it draws. */
class SizeSeries {
    #bars = [];
    /** Adds a version. Drafts and versions of unknown size are left out. */
    add({ version, tags, dtCreated, usageBytes, isCommitted }) {
        if (!isCommitted || usageBytes === null || !/^\d{1,18}$/.test(usageBytes))
            return;
        this.#bars.push({ version, tags, dtCreated, bytes: Number(usageBytes) });
        if (this.#bars.length > 2 * MAX_BARS)
            this.#keepNewest();
    }
    /** Returns the chart of the newest versions, the newest first as in a list, or nothing for fewer than three. */
    chart() {
        this.#keepNewest();
        if (this.#bars.length < MIN_BARS)
            return [];
        const { unit, factor } = unitFor(Math.max(...this.#bars.map(({ bytes }) => bytes)));
        return [
            {
                kind: 'chart',
                title: 'Size of versions',
                unit,
                labels: labelsOf(this.#bars),
                values: this.#bars.map(({ bytes }) => Number((bytes / factor).toFixed(3))),
            },
        ];
    }
    #keepNewest() {
        this.#bars.sort((a, b) => Date.parse(b.dtCreated) - Date.parse(a.dtCreated));
        this.#bars = this.#bars.slice(0, MAX_BARS);
    }
}
/** Returns a tag for each version, else its ID. No label occurs twice: Mermaid draws bars of one label as one bar. */
function labelsOf(bars) {
    const taken = new Set(bars.map(({ version }) => version));
    return bars.map(({ version, tags }) => {
        const label = tags.find((tag) => DRAWABLE_TAG.test(tag) && !taken.has(tag)) ?? version;
        taken.add(label);
        return label;
    });
}
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, index) => ({ unit, factor: 1024 ** (index + 1) }));
function unitFor(bytes) {
    return UNITS.findLast(({ factor }) => bytes >= factor) ?? { unit: 'bytes', factor: 1 };
}
/** Warns if the API reports tags other than those that were sent. */
function warnIfTagsDiffer(log, version, wanted) {
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(new Set(version.tags), new Set(wanted)))
        return;
    log.warning(`Version ${version.datasetId}:${version.version} should have ${describeTags(wanted)}, but the API reports ${describeTags(version.tags)}`);
}


/***/ })

};
