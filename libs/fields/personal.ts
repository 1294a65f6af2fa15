import { fieldProblem, MASK, Personal, type Field, type JsonObject } from '@ledger/kit';

/** Ciphertext of format 1: 12 bytes of nonce, the encrypted JSON, 16 bytes of tag, in base64url. */
const SEALED = /^1\.[A-Za-z0-9_-]{38,}$/;

/**
 * The same word as personal data of the person whose id stands in the required field `of` beside it. In a body it is
 * plain; in an event it is `{ "sealed": … }`, encrypted with that person's key; domain code sees neither.
 * For a value that may be absent: `optional(personal(…))`.
 */
export const personal = <T>(field: Field<T>, of: string): Field<Personal> => {
  if (field.optional) throw new Error('write optional(personal(…)), not personal(optional(…))');
  return {
    word: field.word,
    label: field.label,
    optional: false,
    storage: 'json',
    schema: { ...field.schema, 'x-personal': true },
    personal: { of, field },
    decode: (json, path) => (isSealedForm(json) ? sealed(json, path) : Personal.plain(field.encode(field.decode(json, path)))),
    encode: (value) => {
      if (value.sealed === undefined) throw new Error('personal data that is not sealed is never written');
      return { sealed: value.sealed };
    },
    ...(field.read ? { read: (typed: string) => field.read!(typed) } : {}),
    show: () => MASK,
  };
};

const isSealedForm = (json: unknown): json is JsonObject => typeof json === 'object' && json !== null && Object.keys(json).join() === 'sealed';

function sealed(json: JsonObject, path: string): Personal {
  const text = json['sealed'];
  if (typeof text === 'string' && SEALED.test(text)) return Personal.sealed(text);
  throw fieldProblem(path, 'field.not-sealed', 'Không phải dữ liệu cá nhân đã mã hóa.', 'Is no sealed personal data.');
}
