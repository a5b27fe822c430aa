import { emulated } from './emulated-client.ts';

/** A dataset with versions, oldest first. */
export function withVersions(options: Parameters<typeof emulated>[0] = {}) {
  const world = emulated(options);
  const { id } = world.paperspace.addDataset({ name: 'faces' });
  const add = (fields: Parameters<typeof world.paperspace.addVersion>[1] = {}) =>
    world.paperspace.addVersion(id, fields);
  return { ...world, id, add, versions: `GET /datasets/${id}/versions` };
}

/** The query for a whole page of the newest. */
export const NEWEST = 'limit=120&orderBy=dtCreated&order=desc';
