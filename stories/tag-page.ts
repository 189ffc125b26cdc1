/** Owns the page that documents a tag: what its class says, and its attributes, events, parts, slots and tokens. */
import { ArgTypes, Description, Subtitle, Title } from '@storybook/addon-docs/blocks';
import { createElement, Fragment } from 'react';

export const tagPage = () =>
  createElement(
    Fragment,
    null,
    ...[Title, Subtitle, Description].map((Block, i) => createElement(Block as never, { key: i })),
    createElement(ArgTypes, { key: 'all', include: /./ }),
  );
