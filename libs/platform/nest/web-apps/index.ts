export { serveWebApps } from './serve-web-apps';
export { webAppsIn, type WebApps } from './web-app-files';
