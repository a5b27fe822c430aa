import * as fc from 'fast-check';

/**
 * Tries a property with many values: PROPERTY_RUNS of them, or a hundred. Where it does not hold, fast-check says with
 * which values, and with which seed they come again.
 */
export async function holds<T>(property: fc.IRawProperty<T>): Promise<void> {
  await fc.assert(property, { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) });
}
