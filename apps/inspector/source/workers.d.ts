/** A file that Vite bundles as a Web Worker of its own. */
declare module '*?worker' {
  const Started: new (options?: WorkerOptions) => Worker;
  export default Started;
}
