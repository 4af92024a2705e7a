// OpenVINO's C interface as its wheel carries it. The properties of a compiled model are passed by
// the functions named ..._props, which take an array where the older ones are variadic.
#ifndef REVISIT_COPENVINO_SHIM_H
#define REVISIT_COPENVINO_SHIM_H

#include <openvino/c/openvino.h>

#endif
