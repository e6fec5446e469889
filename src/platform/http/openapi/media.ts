/** Parts of descriptions for what is not JSON. */

const bytes = { type: 'string', format: 'binary' } as const;

/** A file, as the part `file` of a form or as the body itself. */
export const fileBody = {
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { ...bytes, description: 'The file' } } },
    },
    'application/octet-stream': { schema: bytes },
  },
} as const;

/** An answer of one of these media types. */
export function answerOf(description: string, ...types: readonly string[]) {
  return { description, content: Object.fromEntries(types.map((type) => [type, { schema: bytes }])) };
}
