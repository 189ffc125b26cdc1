/** Owns what editors read of the tags: custom-elements.json (schema 2.1.0), VS Code's custom data, JetBrains' web-types. Pure. */
import type { Package } from 'custom-elements-manifest';
import type { Attribute, Tag } from './describe.ts';

export interface About {
  name: string;
  version: string;
}

export function customElements(tags: readonly Tag[]): Package {
  return {
    schemaVersion: '2.1.0',
    modules: tags.map(
      ({ tag, className, description, attributes, methods, events, parts, slots, tokens }) => ({
        kind: 'javascript-module',
        path: `${tag}.js`,
        declarations: [
          {
            ...{ kind: 'class', customElement: true, name: className, tagName: tag, description },
            superclass: { name: 'HTMLElement' },
            attributes: attributes.map(({ name, property, type, description }) => ({
              ...{ name, description, type: { text: type } },
              ...(property && { fieldName: property }),
            })),
            members: [
              ...attributes.flatMap(({ name, property, type, description, reflects }) =>
                property
                  ? [
                      {
                        ...({ kind: 'field', privacy: 'public' } as const),
                        ...{ name: property, attribute: name, description, reflects },
                        type: { text: type === 'boolean' ? type : `${type} | undefined` },
                      },
                    ]
                  : [],
              ),
              ...methods.map(({ name, description, returns }) => ({
                ...({ kind: 'method', privacy: 'public' } as const),
                ...{ name, description, return: { type: { text: returns } } },
              })),
            ],
            events: events.map(({ name, description, class: of }) => ({
              ...{ name, description, type: { text: of?.name ?? 'Event' } },
            })),
            cssParts: parts,
            slots,
            cssProperties: tokens,
          },
        ],
        exports: [
          { kind: 'js', name: className, declaration: { name: className, module: `${tag}.js` } },
          {
            ...{ kind: 'custom-element-definition', name: tag },
            declaration: { name: className, module: `${tag}.js` },
          },
        ],
      }),
    ),
  } as Package;
}

/** The words of a union of strings; undefined for any other type. */
function choices({ type }: Pick<Attribute, 'type'>): string[] | undefined {
  const words = type.split(' | ');
  return words.every((word) => /^'[^']*'$/.test(word)) ? words.map((word) => word.slice(1, -1)) : undefined;
}

export const vscode = (tags: readonly Tag[]): object => ({
  version: 1.1,
  tags: tags.map(({ tag, description, attributes }) => ({
    name: tag,
    description,
    attributes: attributes.map((attribute) => ({
      ...{ name: attribute.name, description: attribute.description },
      ...(attribute.type === 'boolean' && { valueSet: 'v' }),
      ...(choices(attribute) && { values: choices(attribute)!.map((name) => ({ name })) }),
    })),
  })),
});

export const webTypes = (tags: readonly Tag[], { name, version }: About): object => ({
  ...{
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
  },
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: tags.map(({ tag, description, attributes, events, slots, parts }) => ({
        ...{ name: tag, description },
        attributes: attributes.map(({ name, description, type }) => ({
          ...{ name, description, value: type === 'boolean' ? { kind: 'no-value' } : { type } },
        })),
        js: {
          properties: attributes.flatMap(({ property, description, type }) =>
            property ? [{ name: property, description, type }] : [],
          ),
          events: events.map(({ name, description }) => ({ name, description })),
        },
        ...(slots.length > 0 && { slots }),
        css: { parts },
      })),
    },
  },
});
