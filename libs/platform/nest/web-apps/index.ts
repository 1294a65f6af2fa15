export { serveWebApp } from './serve-web-app';
export { readWebApp, type WebApp } from './web-app-files';
