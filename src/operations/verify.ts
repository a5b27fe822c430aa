import { AuditError } from '../files/errors.ts';
import { RefusedError } from '../net/errors.ts';
import type { Version } from '../paperspace/schema.ts';
import { amountText, openFiles, storageInputs } from './access.ts';
import { defineOperation } from './operation.ts';
import { reportDryRun, versionFacts } from './report.ts';
import { versionOutputNames, versionOutputs } from './step.ts';

export const verify = defineOperation({
  name: 'verify',
  calls: 'GET, then S3',
  purpose: 'compare the files of a version with its manifest, and fail if they differ',
  target: 'version',
  optional: ['depth', 'write-manifest', ...storageInputs, 'dry-run'],
  outputs: [...versionOutputNames, 'count', 'files', 'bytes'],
  run: async (step, { target, depth, 'write-manifest': writes, 'dry-run': dryRun, ...inputs }, services) => {
    const { storage, locate } = await openFiles(services, inputs);
    const { auditVersion, writeMissingManifest } = await import('../files/index.ts');
    const version = await target.read();
    step.output({ ...target.outputs, ...versionOutputs(version) });
    const location = locate(version);
    const { differences, ...measured } = await auditVersion(storage, location, depth);
    step.output({ ...measured, count: differences?.length ?? 0 });
    await step.summary(versionFacts(version, measured));
    const described = `version ${target.describe(version)}`;
    if (differences === undefined) {
      if (!writes) throw noManifest(version);
      if (dryRun) return reportDryRun(step, `write a manifest for ${described}: ${amountText(measured)}`, {});
      await writeMissingManifest(storage, location);
      return { outcome: 'updated', headline: `Wrote a manifest for ${described}: ${amountText(measured)}` };
    }
    await step.appendResult(differences);
    if (differences.length > 0) throw new AuditError(`${version.datasetId}:${version.version}`, differences);
    const how = depth === 'full' ? 'SHA-256' : 'size and ETag';
    return { outcome: 'unchanged', headline: `Verified ${described}: ${amountText(measured)}, by ${how}` };
  },
});

function noManifest({ datasetId, version }: Version): RefusedError {
  return new RefusedError(
    `Version ${datasetId}:${version} has no manifest, so its files cannot be verified`,
    'Set `write-manifest: true` to read the files once and write a manifest of what is stored now.',
  );
}
