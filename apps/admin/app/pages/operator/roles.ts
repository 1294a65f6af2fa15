/** Who may see and do what the pages about the server offer. */
export const OPERATORS: readonly string[] = ['operator'];

/** Who may also see what others do and may do. */
export const READERS: readonly string[] = ['operator', 'inspector'];
