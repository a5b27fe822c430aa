import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { FaultInput } from '../../emulator/faults.ts';
import { emulated } from '../support/api.ts';
import { holds } from '../support/property.ts';
import { passingLosses } from '../support/responses.ts';

const anyMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE');
/** Faults for a few of the first requests of each method: never so many in a row that the retries are used up. */
const faults: fc.Arbitrary<FaultInput[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom(...passingLosses),
      fc.constantFrom('before' as const, 'after' as const),
      anyMethod,
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([loss, when, method, nth]) => ({ ...loss, when, method, nth })),
  { maxLength: 16, selector: (fault) => `${fault.method} ${fault.nth}` },
);

test('every change takes effect exactly once, whichever responses are lost', async () => {
  await holds(
    fc.asyncProperty(faults, async (given) => {
      const { client, paperspace } = emulated({ faults: given });

      const { value: dataset } = await client.createDataset({ name: 'faces', isPublic: false });
      expect(paperspace.datasets()).toEqual([dataset]);

      const metadata = { snapshot: { attempt: 'a-1' } };
      const { value: version } = await client.createVersion(dataset.id, { metadata, tags: ['v1'] });
      expect(paperspace.versions(dataset.id)).toEqual([version]);

      const change = { isCommitted: true, tags: ['v1', 'stable'] };
      expect(await client.updateVersion(dataset.id, version.version, change)).toMatchObject(change);
      expect(paperspace.versions(dataset.id)).toMatchObject([change]);

      await client.deleteVersion(dataset.id, version.version);
      expect(paperspace.versions(dataset.id)).toEqual([]);
    }),
  );
});

test('a change reported as sent once was sent once', async () => {
  await holds(
    fc.asyncProperty(faults, async (given) => {
      const { client, emulator } = emulated({ faults: given });

      const { repeated } = await client.createDataset({ name: 'faces', isPublic: false });

      const posts = emulator.requests.filter((request) => request.method === 'POST');
      expect(repeated).toBe(posts.length > 1);
      expect(posts.filter(({ acted }) => acted)).toHaveLength(1);
    }),
  );
});
