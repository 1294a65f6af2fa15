export { ConfigurationError, readConfiguration, type Configuration, type Setting } from './configuration';
