/** A name as people search for it: lower case, without marks, `đ` as `d`, single spaces. */
export const searchKey = (name: string): string =>
  name.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/\s+/g, ' ').trim();
