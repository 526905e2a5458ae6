/**
 * `npm run bench [-- gate | cold | client | decisions]`: ratios against a floor or a peer measured
 * in the same run, in interleaved rounds. Nothing here passes or fails: time on a shared machine is
 * no test.
 */
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT';

/** Loaded when asked for, since the logger reads its level as it loads. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  gate: async () => (await import('./gate.ts')).benchGate(),
  cold: async () => (await import('./cold.ts')).benchCold(),
  decisions: async () => (await import('./decisions.ts')).benchDecisions(),
  client: async () => (await import('./client.ts')).benchClient(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(
    `No bench ${unknown.join(', ')}. Use: npm run bench [-- gate | cold | client | decisions]`,
  );
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) await run();
  }
}
