/** What runs in a browser: Vite bundles it, so nothing else is made of it. */
export const isOfBrowser = /^(apps\/(admin|inspector)\/|libs\/ui\/|libs\/registers\/web\.tsx?$|libs\/registers\/[^/]+\/web\/)/;
