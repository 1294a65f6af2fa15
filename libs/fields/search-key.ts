/** A name as people search for it: lower case, without marks, `đ` as `d`, single spaces. */
export const searchKey = (name: string): string =>
  name.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/\s+/g, ' ').trim();

/** The words of what somebody types to search by: a key that holds every one of them is meant. */
export const searchWords = (typed: string): readonly string[] => searchKey(typed).split(' ').filter((word) => word !== '');
