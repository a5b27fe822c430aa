/** On Node 24 Jest strips the types itself: no transformer, no second compiler. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.tmp/', '<rootDir>/dist/'],
  // For the tests that run processes on a busy machine: no test asserts how long something takes.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: [
    'src/**/*.ts',
    // The entry only wires the process to the rest. It is tested by the bundle as a process, which no coverage sees.
    '!src/index.ts',
    // Types alone: nothing of them is left at run time.
    '!src/**/*.d.ts',
  ],
};
