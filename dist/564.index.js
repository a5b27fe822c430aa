export const id = 564;
export const ids = [564];
export const modules = {

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kv: () => (/* binding */ freedText),
/* harmony export */   SM: () => (/* binding */ listKnown),
/* harmony export */   n7: () => (/* binding */ totalFreed),
/* harmony export */   nf: () => (/* binding */ reclaimInputs)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2405);


/** The inputs of everything that deletes storage with versions. */
const reclaimInputs = [
    'delete-files',
    's3-endpoint',
    's3-region',
    'concurrency',
];
/** Returns `12 files (1.2 GiB)`, or why the files stay. */
function freedText(freed) {
    if ('reason' in freed)
        return `no files: ${freed.reason}`;
    return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(freed.files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(freed.bytes)})`;
}
/** Adds up what was deleted. */
function totalFreed(all) {
    const total = { files: 0, bytes: 0 };
    for (const freed of all) {
        if ('reason' in freed)
            continue;
        total.files += freed.files;
        total.bytes += freed.bytes;
    }
    return total;
}
/** Lists all versions of a dataset, and keeps of each no more than the rules need. */
async function listKnown({ paperspace }, datasetId) {
    const known = [];
    for await (const { version, url } of (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .newestVersions */ .aH)(paperspace, datasetId, { ahead: true })) {
        known.push({ version, url });
    }
    return known;
}


/***/ }),

/***/ 1564:
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
// EXTERNAL MODULE: ./src/operations/freed.js
var operations_freed = __webpack_require__(8079);
// EXTERNAL MODULE: ./src/operations/operation.js
var operation = __webpack_require__(5704);
;// CONCATENATED MODULE: ./src/operations/prune-plan.js
/** Retention as a pure function: which versions go, and which rule keeps each of the others. */

/**
 * Plans a prune. A committed version is deleted only where every given rule selects it, and never the newest; a draft
 * only by its own rule, by the time it was last modified. A tagged version is kept unless all of its tags can go.
 */
function planPrune(versions, rules, nowMs) {
    const committed = versions.filter(({ isCommitted }) => isCommitted).sort(byAgeDescending);
    const drafts = versions.filter(({ isCommitted }) => !isCommitted);
    const deleted = [];
    const kept = new Map();
    const decide = (version, ruleReason) => {
        const reason = ruleReason ?? (version.tags.every(rules.canDelete) ? undefined : 'tagged');
        if (reason === undefined)
            deleted.push(version);
        else
            kept.set(reason, (kept.get(reason) ?? 0) + 1);
    };
    for (const [index, version] of committed.entries())
        decide(version, keepCommitted(version, index, rules, nowMs));
    for (const draft of drafts)
        decide(draft, keepDraft(draft, rules, nowMs));
    return { deleted, kept };
}
function keepCommitted({ dtCreated }, index, { keepLast, olderThanMs }, nowMs) {
    if (keepLast === undefined && olderThanMs === undefined)
        return 'committed';
    if (index < (keepLast ?? 1))
        return 'newest';
    return olderThanMs === undefined || nowMs - Date.parse(dtCreated) > olderThanMs ? undefined : 'recent';
}
function keepDraft({ dtCreated, dtModified }, { draftsOlderThanMs }, nowMs) {
    if (draftsOlderThanMs === undefined)
        return 'draft';
    const touchedMs = Math.max(Date.parse(dtCreated), Date.parse(dtModified));
    return nowMs - touchedMs > draftsOlderThanMs ? undefined : 'recent-draft';
}
function byAgeDescending(a, b) {
    return Date.parse(b.dtCreated) - Date.parse(a.dtCreated) || (a.version < b.version ? 1 : -1);
}
/** Describes how many versions a plan keeps, and by which rule: `3 newest (keep-last: 3), 1 tagged (prune-tags)`. */
function describeKept({ kept }, { keepLast, olderThanMs, draftsOlderThanMs }) {
    const reasons = {
        newest: (count) => `${count} newest (${keepLast === undefined ? 'never deleted' : `keep-last: ${keepLast}`})`,
        recent: (count) => `${count} not older than ${(0,format/* formatDuration */.a3)(olderThanMs ?? 0)} (older-than)`,
        committed: (count) => `${count} committed (no rule selects them)`,
        tagged: (count) => `${count} tagged (not in prune-tags)`,
        draft: (count) => `${(0,format/* formatCount */.B4)(count, 'draft')} (no drafts-older-than)`,
        'recent-draft': (count) => `${(0,format/* formatCount */.B4)(count, 'draft')} modified in the last ${(0,format/* formatDuration */.a3)(draftsOlderThanMs ?? 0)} (drafts-older-than)`,
    };
    return [...kept].map(([reason, count]) => reasons[reason](count)).join(', ');
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
    optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'orphans', ...operations_freed/* reclaimInputs */.nf, 'dry-run'],
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
        const plan = planPrune(versions, rules, services.clock.now());
        const prune = {
            target,
            total: versions.length,
            plan,
            kept: describeKept(plan, rules),
            isDryRun: inputs['dry-run'],
        };
        await showPlan(step, prune);
        const takesStorage = inputs['delete-files'] || inputs.orphans;
        const reclaimer = takesStorage ? await openReclaimer(services, inputs, target.datasetId, versions) : undefined;
        const job = { step, services, prune, reclaimer: inputs['delete-files'] ? reclaimer : undefined };
        const results = await deleteAll(job, inputs.concurrency);
        const orphans = inputs.orphans && reclaimer !== undefined ? await pruneOrphans(job, reclaimer) : NO_ORPHANS;
        if (takesStorage)
            step.output((0,operations_freed/* totalFreed */.n7)([...results, ...orphans.results].flatMap(({ freed }) => freed ?? [])));
        return prune_report(step, prune, results, orphans, sizeChart(versions, results));
    },
});
async function openReclaimer(...parameters) {
    const { Reclaimer: Loaded } = await __webpack_require__.e(/* import() */ 158).then(__webpack_require__.bind(__webpack_require__, 4158));
    return Loaded.open(...parameters);
}
const NO_ORPHANS = { results: [], blocks: [] };
async function pruneOrphans({ step, services, prune }, reclaimer) {
    const { deleteOrphans, orphanTable } = await __webpack_require__.e(/* import() */ 834).then(__webpack_require__.bind(__webpack_require__, 834));
    const results = await deleteOrphans(step, services, reclaimer, prune.isDryRun);
    return { results, blocks: orphanTable(results, prune.isDryRun) };
}
/** Lists all versions, and keeps of each no more than retention needs, so that a long list stays small. */
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
async function showPlan(step, { target, total, plan, kept, isDryRun }) {
    const { deleted } = plan;
    step.output({ ...target.outputs, count: deleted.length, versions: deleted.map(({ version }) => version) });
    if (deleted.length === 0)
        return;
    // The headline of a dry run says the same.
    if (!isDryRun)
        step.log.info(`${deleted.length} of ${(0,format/* formatCount */.B4)(total, 'version')} will be deleted`);
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
const DELETED = 'deleted';
const GONE = 'not found: already deleted';
/** Deletes versions concurrently. One that fails does not stop the rest; at the end all failures are thrown together. */
async function deleteAll(job, concurrency) {
    const { services, prune } = job;
    const { plan, isDryRun } = prune;
    const results = [];
    const failures = [];
    const limit = services.limitConcurrency(concurrency);
    await (0,net_concurrency/* forEachConcurrently */.DW)(plan.deleted.entries(), limit, services.signal, ([index, planned]) => limit.track(async () => {
        try {
            results[index] = isDryRun ? await foretell(job, planned) : await deleteIfUnmodified(job, planned);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc || !Error.isError(error))
                throw error;
            failures.push(error);
        }
    }));
    if (failures.length > 0) {
        throw new errors/* PartialFailure */.CI(`${failures.length} of ${plan.deleted.length} versions could not be deleted`, failures);
    }
    return results;
}
/** Describes what would become of a version. */
async function foretell({ reclaimer }, version) {
    return { version, result: 'would be deleted', freed: await reclaimer?.measure(version) };
}
/** Deletes a version, unless it was modified since planning: it is read back just before. */
async function deleteIfUnmodified({ step, services, prune, reclaimer }, version) {
    const { paperspace } = services;
    const { datasetId } = prune.target;
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
    return { version, result: DELETED, freed: await reclaimer?.reclaim(step, now) };
}
/** Returns whether a version was changed since planning. A draft that was only touched counts too: a job is still filling it. */
function isModified(now, { isCommitted, tags, dtModified }) {
    if (now.isCommitted !== isCommitted || !(0,external_node_util_.isDeepStrictEqual)(now.tags, tags))
        return true;
    return !isCommitted && now.dtModified !== dtModified;
}
async function prune_report(step, prune, results, orphans, chart) {
    const { kept, isDryRun } = prune;
    await step.appendResult(results.map(({ version: { url: _url, ...version }, ...result }) => ({ ...version, ...result })));
    await step.appendResult(orphans.results.map(({ orphan, freed }) => ({ ...orphan, result: 'orphan', freed })));
    const notes = kept === '' ? [] : [keptNote(kept)];
    await step.summary(...notes, resultTable(results), ...orphans.blocks, ...chart);
    const deleted = results.filter(({ result }) => result === DELETED).length;
    const isDone = !isDryRun && deleted + orphans.results.length > 0;
    const storage = storageText([...results, ...orphans.results], isDryRun);
    return { outcome: isDone ? 'deleted' : 'none', headline: `${versionsText(prune, deleted)}${storage}` };
}
function versionsText({ target, total, plan, kept, isDryRun }, deleted) {
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
    return `Deleted ${deleted.toLocaleString('en-US')} of ${versions}`;
}
/** Describes how much storage is freed, where it was to be. */
function storageText(results, isDryRun) {
    const freed = results.flatMap((result) => result.freed ?? []);
    if (freed.length === 0)
        return '';
    return `; ${(0,operations_freed/* freedText */.Kv)((0,operations_freed/* totalFreed */.n7)(freed))} ${isDryRun ? 'would be ' : ''}deleted from the storage`;
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
        ...(hasFiles ? [freed === undefined ? '' : (0,operations_freed/* freedText */.Kv)(freed)] : []),
    ]);
    const columns = ['Version', 'Tags', 'Size', 'Created', 'Result', ...(hasFiles ? ['Storage'] : [])];
    return { kind: 'table', columns, rows, omitted: results.length - rows.length };
}


/***/ })

};
