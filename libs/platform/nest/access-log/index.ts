export { AccessLog, type AccessLogOptions } from './access-log';
export { accessLogModule } from './access-log-module';
export { logAccesses } from './log-accesses';
