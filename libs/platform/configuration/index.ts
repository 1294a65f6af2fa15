export { ConfigurationError, readConfiguration, type Configuration, type NodeConfiguration, type Setting } from './configuration';
