// The part of GDAL's C API that Swift cannot call by itself: macros that initialise a structure
// or hide a field. Everything else is called by its own name.

#ifndef CGDAL_SHIM_H
#define CGDAL_SHIM_H

#include <fcntl.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_alg.h>
#include <gdal_utils.h>
#include <gdal_vrt.h>
#include <gdalwarper.h>
#include <ogr_api.h>
#include <ogr_core.h>
#include <ogr_srs_api.h>

/// Stands for the macro `INIT_RASTERIO_EXTRA_ARG`.
static inline GDALRasterIOExtraArg CGDAL_INIT_RASTERIO_EXTRA_ARG(void) {
    GDALRasterIOExtraArg argument;
    INIT_RASTERIO_EXTRA_ARG(argument);
    return argument;
}

/// Stands for `renameat2` with `RENAME_EXCHANGE`, which the C library declares for GNU sources only.
static inline int CGDAL_EXCHANGE(const char *first, const char *second) {
#ifdef SYS_renameat2
    const unsigned int exchange = 2;
    return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, exchange);
#else
    return -1;
#endif
}

#endif
