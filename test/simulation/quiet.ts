/**
 * Faults are the point here: the functions' log lines and counts of them would only hide the
 * result.
 */
process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
process.env['POWERTOOLS_DEV'] = 'false';
