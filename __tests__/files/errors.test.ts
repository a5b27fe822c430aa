import { expect, test } from '@jest/globals';
import {
  DamagedFileError,
  DeletionError,
  FileChangedError,
  KeysError,
  RegionError,
  StorageSettingsError,
  StorageUrlError,
  VerificationError,
} from '../../src/files/errors.ts';
import { errorText } from '../../src/net/errors.ts';

test.each([
  [new StorageUrlError(null), /The version has no storage URL/, /storage provider of your own/],
  [new StorageSettingsError(['AWS_REGION']), /Access to the storage requires AWS_REGION/, /`env`/],
  [new RegionError('a/b'), /"a\/b" is not a region/, /`s3-region`/],
  [new FileChangedError('a.csv'), /The file a\.csv changed/, /once the files are complete/],
  [new KeysError([{ key: 'A', reason: 'is twice' }]), /Invalid file names: "A" is twice/, /Rename the files/],
  [new DeletionError([{ key: 'a', code: 'X', message: 'no' }]), /delete 1 file: "a": no \(X\)/, /s3:DeleteObject/],
  [
    new VerificationError([{ kind: 'missing', key: 'a' }]),
    /expected files: "a" is missing/,
    /to upload what is missing/,
  ],
  [new DamagedFileError('a', 'x', 'y'), /The SHA-256 of "a" is y/, /another version/],
])('an error has a message and a hint: %s', (error, said, advice) => {
  const [message, hint, ...rest] = errorText(error).message.split('\n');

  expect(message).toMatch(said);
  expect(hint).toMatch(advice);
  expect(rest).toEqual([]);
});
