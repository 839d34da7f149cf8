// The rose of a guitar: spruce, inlaid rings, six strings.
#include "studio.inc"
#declare Hole = 4.3;
Window(<-46, 44, 30>, <0, 0, 0>, 0.95)
Eye(<9, 15.5, -19>, <0.4, 0.2, 0.2>, 36, <0.5, 0.5, -3.2>, 0.55)

// Spruce: a year's ring every millimetre, along x.
#declare Spruce = texture {
  pigment { function { abs(sin(3.1416 * (z * 6.5 + 0.35 * f_noise3d(x * 0.03, 0, z * 0.3) + 0.5 * f_noise3d(0, 0, z * 0.35)))) }
    color_map { [0 color srgb <0.66, 0.42, 0.20>] [0.3 color srgb <0.83, 0.61, 0.36>] [1 color srgb <0.90, 0.71, 0.46>] } }
  normal { bumps 0.02 scale <0.05, 1, 0.05> }
  finish { diffuse 0.78 ambient 0 specular 0.35 roughness 0.012 reflection { 0.015, 0.16 fresnel on } }
}
texture { // the medullary rays glint across the grain
  pigment { function { f_noise3d(x * 1.6, 0, z * 9) }
    color_map { [0 color rgbt 1] [0.55 color rgbt 1] [1 color rgbt <0.98, 0.84, 0.60, 0.55>] } }
  finish { diffuse 0.78 ambient 0 }
}
difference {
  box { <-60, -0.25, -60>, <60, 0, 60> }
  cylinder { -y, y, Hole }
  texture { Spruce } interior { ior 1.45 }
}
// the inside, with its light through the hole
box { <-60, -10, -60>, <60, -9.6, 60> Wood(srgb <0.40, 0.22, 0.12>, srgb <0.22, 0.11, 0.06>, 2) }
torus { Hole, 0.06 translate -y * 0.06 pigment { color Ink } finish { diffuse 0.6 ambient 0 specular 0.3 } }

#declare Lacquer = finish { diffuse 0.75 ambient 0 specular 0.4 roughness 0.01 reflection { 0.015, 0.16 fresnel on } }
#macro Ring(R1, R2, Tex)
difference { cylinder { -y * 0.05, y * 0.006, R2 } cylinder { -y, y, R1 } texture { Tex finish { Lacquer } } interior { ior 1.45 } }
#end
#declare Black = texture { pigment { color srgb <0.09, 0.07, 0.06> } };
#declare Maple = texture { pigment { color srgb <0.93, 0.83, 0.64> } };
#macro Teeth(N, A, B, Twist)
texture { pigment { radial frequency N rotate y * Twist color_map { [0 color A] [0.5 color A] [0.5 color B] [1 color B] } } }
#end
#declare Rose = srgb <0.50, 0.16, 0.10>; #declare Green = srgb <0.23, 0.36, 0.27>; #declare Walnut = srgb <0.30, 0.17, 0.09>;
#declare Cream = srgb <0.93, 0.83, 0.64>;
Ring(4.62, 4.70, Black) Ring(4.70, 4.80, Maple) Ring(4.80, 4.88, Black)
// six bands of mosaic: blocks that shift from ring to ring, by hand never quite
#macro Mosaic(R1, R2, N, A, B, Twist)
difference { cylinder { -y * 0.05, y * 0.006, R2 } cylinder { -y, y, R1 }
  Teeth(N, A, B, Twist) finish { Lacquer } interior { ior 1.45 } }
#end
#for (I, 0, 2) Mosaic(4.95 + I * 0.13, 5.08 + I * 0.13, 60, Rose, Cream, I * 1.5) #end
#for (I, 0, 2) Mosaic(5.34 + I * 0.13, 5.47 + I * 0.13, 60, Green, Cream, 4.5 - I * 1.5) #end
Ring(4.88, 4.95, Maple) Ring(5.73, 5.80, Maple) Ring(5.80, 5.88, Black) Ring(5.88, 5.98, Maple) Ring(5.98, 6.06, Black)
difference { cylinder { -y * 0.05, y * 0.006, 6.5 } cylinder { -y, y, 6.06 }
  Teeth(150, Walnut, srgb <0.55, 0.34, 0.18>, 0) finish { Lacquer } interior { ior 1.45 } }
Ring(6.5, 6.58, Black) Ring(6.58, 6.66, Maple)
// the end of the fingerboard
union {
  box { <-60, 0, -3.1>, <-6.9, 0.62, 3.1> }
  texture { pigment { granite scale <3, 0.2, 0.2> color_map { [0 color srgb <0.10, 0.07, 0.055>] [1 color srgb <0.19, 0.13, 0.10>] } }
    finish { diffuse 0.7 ambient 0 specular 0.25 roughness 0.03 reflection { 0.0, 0.06 fresnel on } } } interior { ior 1.5 }
}
#for (I, 0, 2) cylinder { <-7.6 - I * 1.25, 0.62, -3.1>, <-7.6 - I * 1.25, 0.62, 3.1>, 0.11 texture { Brass } } #end
// three strings wound with silvered copper, three of nylon
#for (I, 0, 5)
  #local Z = -2.75 + I * 1.1;
  #local R = (I < 3 ? 0.036 : 0.052 - 0 * I) + (I < 3 ? 0.012 * I : 0.011 * (5 - I));
  #if (I < 3)
    cylinder { <-60, 1.25, Z>, <60, 1.25, Z>, R + 0.012
      pigment { color rgbf <0.96, 0.93, 0.86, 0.45> }
      finish { diffuse 0.5 ambient 0 specular 0.9 roughness 0.004 reflection { 0.03, 0.4 fresnel on } } interior { ior 1.5 } }
  #else
    cylinder { <-60, 1.25, Z>, <60, 1.25, Z>, 0.055 + 0.016 * (I - 3)
      texture { pigment { color srgb <0.78, 0.74, 0.68> } normal { gradient x 1.2 sine_wave scale 0.075 }
        finish { diffuse 0.3 ambient 0 metallic specular 0.8 roughness 0.01 reflection { 0.4 metallic } } } }
  #end
#end
