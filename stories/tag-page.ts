/** Owns the page that documents a tag: what its class says, one story of it, and its attributes, events, parts, slots and tokens. */
import { Controls, Description, Primary, Subtitle, Title } from '@storybook/addon-docs/blocks';
import { createElement, Fragment } from 'react';

export const tagPage = () =>
  createElement(
    Fragment,
    null,
    ...[Title, Subtitle, Description, Primary].map((Block, i) => createElement(Block as never, { key: i })),
    createElement(Controls, { key: 'controls', include: /./ }),
  );
