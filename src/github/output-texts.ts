import type { OutputName, Outputs, OutputValues } from '../operations/outputs.ts';
import { MAX_OUTPUT_BYTES } from './result-file.ts';
import type { Workflow } from './workflow.ts';

/** Sets outputs. A list of ids that is too large for a later step is left out, and a notice says so. */
export function setOutputs(workflow: Workflow, outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) {
    const text = outputText(name, value);
    if (Buffer.byteLength(text) <= MAX_OUTPUT_BYTES) workflow.setOutput(name, text);
    else workflow.notice(`The output ${name} is left out, since it is larger than ${MAX_OUTPUT_BYTES} bytes`);
  }
}

/** `versions` is JSON, for `fromJSON`; tags are separated by commas, as the API and the input take them. */
function outputText(name: string, value: OutputValues[OutputName]): string {
  if (typeof value !== 'object') return String(value);
  return name === 'versions' ? JSON.stringify(value) : value.join(',');
}
