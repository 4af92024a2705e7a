// The part of GDAL's C API that Swift cannot call by itself: macros that initialise a structure
// or hide a field. Everything else is called by its own name.

#ifndef CGDAL_SHIM_H
#define CGDAL_SHIM_H

#include <malloc.h>

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

#endif
