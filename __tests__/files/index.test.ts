import { expect, test } from '@jest/globals';
import * as storage from '../../src/files/index.ts';

test('the module exports the functions of operations and the errors with their names', () => {
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
