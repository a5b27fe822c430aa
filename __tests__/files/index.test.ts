import { expect, test } from '@jest/globals';
import * as storage from '../../src/files/index.ts';

test('what operations call is there, and of the errors each is of its own kind', () => {
  expect(Object.keys(storage)).toEqual(
    expect.arrayContaining([
      'compileKeyFilter',
      'deleteFiles',
      'downloadFiles',
      'hashLocalFiles',
      'listFiles',
      'listManifestParts',
      'locateVersion',
      'measure',
      'openStorage',
      'planDownload',
      'planVersion',
      'syncVersion',
      'uploadFiles',
    ]),
  );
  expect(new storage.StorageSettingsError(['A']).name).toBe('StorageSettingsError');
});
