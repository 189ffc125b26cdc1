/** The looks that patients' screens are made of, in two files by when they are needed. */
export * from './first.ts';
export * from './surfaces.ts';
